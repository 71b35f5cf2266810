const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

/**
 * The lines of a page as people read them in a browser: without tags, styles and scripts, white space collapsed, empty
 * lines and repetitions left out. A text that is no page keeps its lines; a title counts only where there is no more.
 */
export function readableLines(body: string): readonly string[] {
  const lines = readableText(body)
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');
  return lines.filter((line, index) => line !== lines[index - 1]);
}

/** The title of a page, or `null`. */
export function titleOf(body: string): string | null {
  const title = oneLine(textOf(/<title\b[^<>]*>([^<]*)</i.exec(body)?.[1] ?? ''));
  return title === '' ? null : title;
}

/** Markup as one line of text. */
export function plainLine(markup: string): string {
  return oneLine(textOf(markup));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Tags that end a line are line breaks; a title is said again below it, most often. */
function readableText(body: string): string {
  if (!/<[a-z!/]/i.test(body)) return body;
  const page = body
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|template|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, '');
  const withoutHead = page.replace(/<head\b[\s\S]*?(<\/head\s*>|$)/i, '');
  const shown = /[^\s<>]/.test(withoutHead.replace(/<[^<>]*>/g, '')) ? withoutHead : page;
  return textOf(
    shown.replace(
      /<\/?(br|p|div|h[1-6]|li|ul|ol|tr|td|th|pre|title|section|header|body|html|hr|dt|dd)\b[^<>]*>/gi,
      '\n',
    ),
  );
}

function textOf(markup: string): string {
  return markup
    .replace(/<\/?[a-z!?][^<>]*>/gi, '')
    .replace(/&(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{1,6})|#x([\da-f]{1,5}));/gi, entity);
}

function entity(_written: string, name?: string, decimal?: string, hexadecimal?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? '';
  return String.fromCodePoint(
    decimal === undefined ? Number.parseInt(hexadecimal ?? '0', 16) : Number(decimal),
  );
}
