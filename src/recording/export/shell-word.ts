/** A text as one word of a POSIX shell, whatever it holds; what needs no quotes gets none. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}

/** A text in single quotes, in which a shell looks for nothing: no `$`, no backslash, no history. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
