/** An element in a sentence. */
export function tag(name: string): string {
  return `<${name}>`;
}

/** Names in a sentence: `<Say>, <Play> or <Pause>`. */
export function list(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} others`] : names;
  return shown.length <= 1 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
