/** A shorter word says too little about which name was meant. */
const SHORTEST_WORD = 4;
/** What is longer is no name. */
const LONGEST_NAME = 60;

/**
 * Names that have what was written among their words, or whose words are all in it; failing these, names that end
 * with the same word. The shortest come first: for `digits` and `maxDigits` that is `numDigits`, for `pollyJoanna` `Polly.Joanna`.
 */
export function kindredNames(written: string, known: readonly string[]): readonly string[] {
  if (written.length < SHORTEST_WORD || written.length > LONGEST_NAME) return [];
  const wanted = wordsOf(written);
  const last = wanted.at(-1) ?? '';
  const all = known.map((name) => ({ name, words: wordsOf(name) }));
  const within = all.filter(
    ({ name, words }) => isWithin(wanted, words) || (name.length >= SHORTEST_WORD && isWithin(words, wanted)),
  );
  const alike = all.filter(({ words }) => last.length >= SHORTEST_WORD && words.at(-1) === last);
  const kindred = within.length > 0 ? within : alike;
  return kindred.map(({ name }) => name).toSorted((a, b) => a.length - b.length);
}

/** The words of a name in camel case or with hyphens, in small letters and without the s of a plural. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[-_:.]|(?<=[a-z\d])(?=[A-Z])/).filter(Boolean);
  return words.map((word) => word.toLowerCase().replace(/s$/, ''));
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  return part.length > 0 && part.every((word) => whole.includes(word));
}
