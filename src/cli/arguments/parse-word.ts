import { UsageError } from './usage-error.ts';

/** Parses an option that is one of some words, in capitals or not. */
export function word<const T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((known) => known.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new UsageError(`write ${alternatives(words)}, not "${text}"`);
    return found;
  };
}

/** Parses an option that is several of some words, with blanks or commas between them. */
export function words<const T extends string>(...known: readonly T[]): (text: string) => readonly T[] {
  const one = word(...known);
  return (text) =>
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(one);
}

function alternatives(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
