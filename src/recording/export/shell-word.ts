/** Quotes a text as one word of a POSIX shell, whatever it contains; without quotes where none are needed. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}

/** Puts a text in single quotes, in which a shell expands nothing: no `$`, no backslash, no history. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
