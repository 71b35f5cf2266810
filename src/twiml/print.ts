import { type Attribute, type Child, type Document, elementOf } from './document.ts';

/**
 * A document as XML again: the same elements, attributes, text and comments. Reading it gives the same tree;
 * the spelling of references, quotes and white space between attributes is ours, and instructions are left out.
 */
export function printTwiml(document: Document): string {
  let text = '';
  // Documents may be nested as deep as the parser allows; a stack of our own costs nothing.
  const open: { readonly children: readonly Child[]; next: number; readonly end: string }[] = [];
  const enter = (id: number) => {
    const { name, attributes, children } = elementOf(document, id);
    const start = `<${name}${attributes.map(printAttribute).join('')}`;
    text += children.length === 0 ? `${start}/>` : `${start}>`;
    if (children.length > 0) open.push({ children, next: 0, end: `</${name}>` });
  };
  enter(0);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.children[top.next++];
    if (!child) {
      text += top.end;
      open.pop();
    } else if (child.kind === 'element') enter(child.id);
    else text += printText(child);
  }
  return text;
}

function printAttribute({ name, value }: Attribute): string {
  return ` ${name}="${escapeXml(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n]/g, reference)}"`;
}

function printText(child: Exclude<Child, { kind: 'element' }>): string {
  switch (child.kind) {
    case 'text':
      return escapeXml(child.text);
    case 'cdata':
      return `<![CDATA[${child.text}]]>`;
    case 'comment':
      return `<!--${child.text}-->`;
  }
}

/** A carriage return survives only as a reference (XML 1.0 section 2.11). */
function escapeXml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('\r', reference('\r'));
}

function reference(unit: string): string {
  return `&#${unit.charCodeAt(0)};`;
}
