/** What a token that is not the user's is called, where a request was signed with one to see it refused. */
export function wrongKey(name: string): string {
  return `another token than ${name}, on request`;
}

/** Whether a request was signed with such a token, by the name that was kept of it. */
export function isWrongKey(name: string): boolean {
  return /^another token than .*, on request$/s.test(name);
}
