/** The words of a text, separated by blanks and line breaks. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
