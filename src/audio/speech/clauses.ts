/** No clause is longer, in characters; what has no end in it is cut there. */
const LONGEST_CLAUSE = 240;

/**
 * A text in parts that can be spoken one after the other, so that the first is heard while the rest is made. It is cut
 * after `.,;:?!` where white space follows, so not inside numbers, and between words where it goes on too long.
 */
export function clausesOf(text: string): readonly string[] {
  const words = text.split(/(?<=[.,;:?!])\s+|\n+/);
  return words.flatMap(inLengths).filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

function inLengths(text: string): readonly string[] {
  const clauses: string[] = [];
  let rest = text.trim();
  while (rest.length > LONGEST_CLAUSE) {
    const space = rest.lastIndexOf(' ', LONGEST_CLAUSE);
    const end = space > 0 ? space : LONGEST_CLAUSE;
    clauses.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return [...clauses, rest];
}
