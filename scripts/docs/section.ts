/** Puts a text between the marks `<!-- name -->` and `<!-- /name -->` of a page. */
export function withSection(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(open);
  const end = page.indexOf(close);
  if (start === -1 || end < start) throw new Error(`the page has no section ${name}`);
  return `${page.slice(0, start + open.length)}\n${text}\n${page.slice(end)}`;
}
