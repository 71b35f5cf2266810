import { attributeOf, type Document, type Element, type ElementId, elementOf } from '../document.ts';
import { LONGEST_BREAK_S } from '../language/limits.ts';

/** What a voice does with a text, bit by bit: it speaks at so many times its usual speed, or is silent. */
export type SpeechBit = { readonly text: string; readonly speed: number } | { readonly silenceMs: number };

/** Silences that a `<break>` names, in milliseconds (Amazon Polly docs: as after a comma, a sentence, a paragraph). */
const STRENGTHS: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0,
  weak: 150,
  medium: 150,
  strong: 350,
  'x-strong': 700,
};
/** The longest `<break>` (the same docs). */
const LONGEST_BREAK_MS = LONGEST_BREAK_S * 1000;

/** Speeds that `<prosody rate>` names; how fast they are is nowhere said. */
const RATES: Readonly<Record<string, number>> = {
  'x-slow': 0.5,
  slow: 0.75,
  medium: 1,
  fast: 1.25,
  'x-fast': 1.5,
};
/** A rate in percent counts from a fifth to twice the usual speed (Amazon Polly docs). */
const SLOWEST = 0.2;
const FASTEST = 2;

/** Silence after a sentence and a paragraph, in milliseconds, where no full stop makes one. */
const AFTER_SENTENCE_MS = 350;
const AFTER_PARAGRAPH_MS = 700;

/** Some speech that is being read, and what has been read of it. */
interface Reading {
  readonly document: Document;
  /** The voice changes its speed. */
  readonly prosody: boolean;
  readonly bits: SpeechBit[];
}

interface Manner {
  readonly speed: number;
  /** The `interpret-as` of the nearest `<say-as>`. */
  readonly as: string;
}

/**
 * How a voice that understands SSML speaks what is inside an element: breaks are silence, rates change the speed,
 * what is spelled is spoken letter by letter. `prosody` is false for a voice that keeps its speed.
 */
export function speechBits(document: Document, id: ElementId, prosody: boolean): readonly SpeechBit[] {
  const bits: SpeechBit[] = [];
  collect({ document, prosody, bits }, elementOf(document, id), { speed: 1, as: '' });
  return tidy(bits);
}

/** The beginning of some speech: so many characters of text. */
export function beginningOf(bits: readonly SpeechBit[], characters: number): readonly SpeechBit[] {
  let left = characters;
  const beginning: SpeechBit[] = [];
  for (const bit of bits) {
    if (left <= 0) break;
    if ('silenceMs' in bit) {
      beginning.push(bit);
      continue;
    }
    beginning.push({ ...bit, text: bit.text.slice(0, left) });
    left -= bit.text.length;
  }
  return beginning;
}

function collect(reading: Reading, element: Element, manner: Manner): void {
  for (const child of element.children) {
    if (child.kind === 'element') inside(reading, elementOf(reading.document, child.id), manner);
    else if (child.kind !== 'comment')
      reading.bits.push({ text: readAs(child.text, manner.as), speed: manner.speed });
  }
}

function inside(reading: Reading, element: Element, manner: Manner): void {
  const { prosody, bits } = reading;
  const { speed } = manner;
  switch (element.name) {
    case 'break':
      bits.push({ silenceMs: breakMs(element) });
      return;
    case 'sub':
      bits.push({ text: attributeOf(element, 'alias') ?? '', speed });
      return;
    case 'say-as':
      return collect(reading, element, { speed, as: attributeOf(element, 'interpret-as') ?? '' });
    case 'prosody': {
      const rate = prosody ? rateOf(attributeOf(element, 'rate')) : 1;
      return collect(reading, element, { ...manner, speed: speed * rate });
    }
    case 's':
    case 'p':
      bits.push({ text: ' ', speed });
      collect(reading, element, manner);
      bits.push({ silenceMs: pauseAfter(element.name, bits) });
      return;
    default:
      return collect(reading, element, manner);
  }
}

/** What is spelled comes one letter after the other, with a short pause between them. */
function readAs(text: string, as: string): string {
  if (as === 'characters' || as === 'spell-out') return [...text.replace(/\s+/g, '')].join(', ');
  if (as === 'digits' || as === 'telephone') return text.replace(/\d(?=\d)/g, '$& ');
  return text;
}

function breakMs(element: Element): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(m?s)$/.exec(attributeOf(element, 'time')?.trim() ?? '') ?? [];
  if (number !== undefined) return Math.min(LONGEST_BREAK_MS, Number(number) * (unit === 's' ? 1000 : 1));
  return STRENGTHS[attributeOf(element, 'strength')?.trim() ?? 'medium'] ?? STRENGTHS['medium'] ?? 0;
}

function rateOf(written = ''): number {
  const named = RATES[written.trim()];
  if (named !== undefined) return named;
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(written.trim())?.[1];
  return percent === undefined ? 1 : Math.min(FASTEST, Math.max(SLOWEST, Number(percent) / 100));
}

/** The end of a sentence takes its time by itself where a full stop says so. */
function pauseAfter(name: 's' | 'p', bits: readonly SpeechBit[]): number {
  const last = bits.findLast((bit) => 'text' in bit && bit.text.trim() !== '');
  const stopped = last !== undefined && 'text' in last && /[.!?]\s*$/.test(last.text);
  return (name === 'p' ? AFTER_PARAGRAPH_MS : AFTER_SENTENCE_MS) - (stopped ? AFTER_SENTENCE_MS : 0);
}

/** Texts of the same speed as one, white space collapsed; what is empty left out. */
function tidy(bits: readonly SpeechBit[]): readonly SpeechBit[] {
  const joined: SpeechBit[] = [];
  for (const bit of bits) {
    const last = joined.at(-1);
    if ('text' in bit && last && 'text' in last && last.speed === bit.speed)
      joined[joined.length - 1] = { ...last, text: last.text + bit.text };
    else joined.push(bit);
  }
  return joined
    .map((bit) => ('text' in bit ? { ...bit, text: bit.text.replace(/\s+/g, ' ').trim() } : bit))
    .filter((bit) => ('text' in bit ? bit.text !== '' : bit.silenceMs > 0));
}
