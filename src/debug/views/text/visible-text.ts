/**
 * What a terminal would not show, or would obey: control characters (escape sequences begin with one), format and
 * direction marks, line separators, fillers, tag characters, halves of characters, and all else that Unicode's
 * Default_Ignorable_Code_Point covers (Unicode Standard, section 5.21).
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/v;

/** More marks than this on one letter are drawn over the lines around it; no writing system needs them. */
const MOST_MARKS = 4;

/** Nearly every text is clean; one test is cheaper than rebuilding it. */
const SUSPICIOUS = new RegExp(`${UNSEEN.source}|^\\p{M}|\\p{M}{${MOST_MARKS + 1}}`, 'v');

/**
 * What is looked at piece by piece: an emoji as a whole (some hold joiners and tags of their own), the joiners that
 * Arabic and Indic letters need between them, what is not seen, and marks without a letter or too many of them.
 */
const PIECES = [
  '(?<shown>\\p{RGI_Emoji}|(?<=[\\p{Script=Arab}\\p{Script=Deva}\\p{Script=Beng}\\p{Script=Sinh}]\\p{M}?)[\\u200C\\u200D])',
  `(?<unseen>${UNSEEN.source})`,
  `(?<=\\P{M}\\p{M}{${MOST_MARKS}})(?<marks>\\p{M}+)`,
  '^(?<bare>\\p{M}+)',
].join('|');

/** Made for the first text that needs it: a table of all emoji takes half as long to make as Node to start. */
let pieces: RegExp | null = null;

/**
 * Makes text from outside safe and honest to print: each character that would not be seen, or that would change
 * how others are seen, becomes a picture or its code point. Line breaks and tabs are controls too.
 *
 * @example visibleText('<Sa\u200By>') // '<Sa<U+200B>y>'
 */
export function visibleText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  pieces ??= new RegExp(PIECES, 'gv');
  return text.replace(pieces, (piece, ...rest) => shown(piece, rest.at(-1)));
}

interface Piece {
  readonly shown?: string;
  readonly marks?: string;
}

function shown(piece: string, { shown: kept, marks }: Piece): string {
  if (kept !== undefined) return kept;
  if (marks !== undefined) return `<${[...marks].length} more marks>`;
  return [...piece].map(picture).join('');
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
