/** What is said of something beside the verbs that has the name of another one; check and a run say the same. */
export function nameTaken(kind: string, name: string) {
  return {
    rule: 'name-taken',
    level: 'error',
    message: `${kind}: the call has a <${kind}> named "${name}" already; this one is not started`,
    help: 'give each a name of its own, or stop the first one',
  } as const;
}
