import { sessionAssumptions } from '../../src/message/assumptions.ts';
import type { AttributeSpec, ElementSpec } from '../../src/twiml/language/element-spec.ts';
import { fidelityOf } from '../../src/twiml/language/fidelity.ts';
import { type ProductName, SCHEMA } from '../../src/twiml/language/schema.ts';

const INTRO = `# TwiML, and what twiml-debug does with it

Generated from src/twiml/language by \`node scripts/run.js scripts/docs.ts\`; do not edit. Every element and attribute that twiml-debug
knows, with its values and default, and how faithfully a call or a conversation is simulated:

- **simulated**: as Twilio's documentation describes it
- **approximated**: not quite; the note says how
- **ignored**: read and checked, but without effect yet; a run that meets it says so at its end

\`twiml-debug check\` reports mistakes in any of them.
`;

const KINDS: readonly (readonly [ElementSpec['kind'], string])[] = [
  ['verb', 'Verbs'],
  ['noun', 'Nouns'],
  ['ssml', 'SSML inside Say'],
];

/** The page docs/twiml.md. */
export function twimlPage(): string {
  const voice = KINDS.map(([kind, title]) => section('voice', kind, `## Voice: ${title}`));
  const messaging = KINDS.slice(0, 2).map(([kind, title]) =>
    section('messaging', kind, `## Messaging: ${title}`),
  );
  return `${[INTRO, ...voice, ...messaging, assumptions()].join('\n')}`;
}

/** What holds for a conversation beside its documents. */
function assumptions(): string {
  const rows = sessionAssumptions().map(({ of, how }) => `- **${of}**: ${how}.`);
  return ['## Messaging: what a conversation takes for granted', '', ...rows, ''].join('\n');
}

function section(product: ProductName, kind: ElementSpec['kind'], title: string): string {
  const elements = Object.values(SCHEMA.elements(product)).filter((element) => element.kind === kind);
  return [title, '', ...elements.map((element) => page(element))].join('\n');
}

function page(element: ElementSpec): string {
  const facts = [
    `Inside: ${names(element.parents)}.`,
    element.children.length > 0 ? `Takes: ${names(element.children)}.` : '',
    element.text ? 'Takes text.' : '',
    element.deprecated ? 'Deprecated.' : '',
    `twiml-debug: ${faithful(element)}.`,
  ].filter(Boolean);
  const rows = Object.entries(element.attributes).map(([name, spec]) => row(name, spec));
  const head = ['| attribute | values | default | twiml-debug |', '| --- | --- | --- | --- |'];
  const table = rows.length > 0 ? ['', ...head, ...rows] : [];
  return [`### \`<${element.tag}>\``, '', facts.join(' '), ...table, ''].join('\n');
}

function row(name: string, spec: AttributeSpec): string {
  const cells = [`\`${name}\``, values(spec), defaultOf(spec), faithful(spec)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function faithful(spec: AttributeSpec | ElementSpec): string {
  const faithful = fidelityOf(spec);
  return faithful.fidelity === 'approximated' ? `approximated: ${faithful.how}` : faithful.fidelity;
}

function values(spec: AttributeSpec): string {
  const { type, min, max, open } = spec;
  const words = spec.enum;
  if (words) {
    const shown =
      words.length > 12
        ? `${words.slice(0, 4).map(code).join(', ')} … (${words.length} known)`
        : words.map(code).join(', ');
    return shown + (type === 'enumList' ? ', several with spaces' : '') + (open ? '; others may exist' : '');
  }
  const range = min === undefined ? '' : max === undefined ? ` ≥ ${min}` : ` ${min}–${max}`;
  const unit = spec.unit === undefined ? '' : ` ${spec.unit}`;
  return (
    { dtmf: 'keys', url: 'URL', boolean: 'true, false' }[type as 'dtmf' | 'url' | 'boolean'] ??
    `${type}${range}${unit}`
  );
}

function defaultOf(spec: AttributeSpec): string {
  if (spec.required) return 'required';
  if (spec.default !== undefined && spec.default !== null) return code(String(spec.default));
  return spec.defaultNote ?? '';
}

function code(text: string): string {
  return `\`${text}\``;
}

function names(list: readonly string[]): string {
  return list.map((name) => `\`<${name}>\``).join(', ');
}
