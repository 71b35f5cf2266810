/** How templates mark what is to be filled in: Mustache and Jinja, Jinja's tags, JavaScript, Ruby, ERB and EJS. */
const MARKS: readonly (readonly [string, string])[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['${', '}'],
  ['#{', '}'],
  ['<%', '%>'],
];

/** Whether a value is what a template leaves behind when nobody renders it. */
export function isPlaceholder(value: string): boolean {
  return MARKS.some(([open, close]) => {
    const at = value.indexOf(open);
    return at >= 0 && value.includes(close, at + open.length);
  });
}
