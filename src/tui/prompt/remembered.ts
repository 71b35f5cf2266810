/** Earlier lines that are kept. */
const MOST_HISTORY = 100;

/** Lines that were entered, newest first, each once. */
export function remembered(text: string, before: readonly string[]): readonly string[] {
  return [text, ...before.filter((line) => line !== text)].slice(0, MOST_HISTORY);
}
