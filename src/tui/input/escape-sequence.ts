import type { KeyName } from './key.ts';

/** A sequence as read: its key, `null` for one that means nothing here, and how long it is. */
export interface ReadSequence {
  readonly key: KeyName | 'paste' | null;
  readonly length: number;
}

const ESC = '\u001B';
/** No key sends anything longer; what does not end by then is no sequence. */
const LONGEST = 64;

const FINAL: Readonly<Record<string, KeyName>> = {
  A: 'Up',
  B: 'Down',
  C: 'Right',
  D: 'Left',
  E: 'Begin',
  F: 'End',
  H: 'Home',
  P: 'F1',
  Q: 'F2',
  R: 'F3',
  S: 'F4',
};

const TILDE: Readonly<Record<string, KeyName>> = {
  1: 'Home',
  2: 'Insert',
  3: 'Delete',
  4: 'End',
  5: 'PgUp',
  6: 'PgDn',
  7: 'Home',
  8: 'End',
  11: 'F1',
  12: 'F2',
  13: 'F3',
  14: 'F4',
  15: 'F5',
  17: 'F6',
  18: 'F7',
  19: 'F8',
  20: 'F9',
  21: 'F10',
  23: 'F11',
  24: 'F12',
  200: 'paste',
};

/** What a numeric keypad in application mode sends after `ESC O`. */
const KEYPAD: Readonly<Record<string, KeyName>> = {
  ...Object.fromEntries([...'pqrstuvwxy'].map((letter, digit) => [letter, String(digit)])),
  j: '*',
  k: '+',
  m: '-',
  n: '.',
  o: '/',
  M: 'Enter',
  X: '=',
};

/** The five function keys of the Linux console, `ESC [ [ A`. */
const CONSOLE: Readonly<Record<string, KeyName>> = { A: 'F1', B: 'F2', C: 'F3', D: 'F4', E: 'F5' };

/** Reads the escape sequence that `text` begins with; `null` when it is not whole yet. */
export function readSequence(text: string): ReadSequence | null {
  const kind = text[1];
  if (kind === undefined) return null;
  if (kind === '[') return readCsi(text);
  if (kind === 'O') return readSs3(text);
  if (kind === ']' || kind === 'P' || kind === '_' || kind === '^') return readString(text);
  // The Escape key, and at once another one: typed ahead, or sent by a script.
  if (kind === ESC || /[0-9*#]/.test(kind)) return { key: 'Esc', length: 1 };
  if (kind === '\r') return { key: 'Alt-Enter', length: 2 };
  const [letter = ''] = text.slice(1);
  return {
    key: kind < ' ' || kind === '\u007F' ? null : `Alt-${letter === ' ' ? 'Space' : letter}`,
    length: 1 + letter.length,
  };
}

function readCsi(text: string): ReadSequence | null {
  if (text[2] === '[') return text[3] === undefined ? null : { key: CONSOLE[text[3]] ?? null, length: 4 };
  // An old mouse report has its three bytes behind the end.
  if (text[2] === 'M') return text.length < 6 ? null : { key: null, length: 6 };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is read here.
  const whole = /^\u001B\[([0-?]*)[ -/]*([@-~])/.exec(text);
  if (!whole) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
    const unfinished = text.length < LONGEST && /^\u001B\[[0-?]*[ -/]*$/.test(text);
    return unfinished ? null : { key: null, length: 2 };
  }
  const [sequence, params = '', final = ''] = whole;
  return { key: csiKey(params, final), length: sequence.length };
}

function csiKey(params: string, final: string): KeyName | null {
  const [first = '', second = ''] = params.split(';');
  if (final === 'Z') return 'Shift-Tab';
  if (final === '~') return modified(TILDE[first], second);
  if (final === 'u') return modified(codeKey(Number(first.split(':')[0])), second);
  if (/[<>?=]/.test(params)) return null;
  return modified(FINAL[final], second);
}

/** The key of a code point, for terminals that report keys as numbers. */
function codeKey(code: number): KeyName | undefined {
  if (code === 13) return 'Enter';
  if (code === 9) return 'Tab';
  if (code === 27) return 'Esc';
  if (code === 127) return 'Backspace';
  if (code === 32) return 'Space';
  return code > 32 && code < 0x110000 ? String.fromCodePoint(code) : undefined;
}

function modified(key: KeyName | undefined, modifier: string): KeyName | null {
  if (key === undefined) return null;
  const bits = Math.max(0, Number(modifier.split(':')[0] || 1) - 1);
  return `${bits & 4 ? 'Ctrl-' : ''}${bits & 2 ? 'Alt-' : ''}${bits & 1 ? 'Shift-' : ''}${key}`;
}

function readSs3(text: string): ReadSequence | null {
  const final = text[2];
  if (final === undefined) return null;
  return { key: KEYPAD[final] ?? FINAL[final] ?? null, length: 3 };
}

/** A report of the terminal, up to its end; nobody asked for any. */
function readString(text: string): ReadSequence | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: BEL and ESC \ end such a report.
  const end = /\u0007|\u001B\\/.exec(text.slice(2));
  if (end) return { key: null, length: 2 + end.index + end[0].length };
  return text.length < 4096 ? null : { key: null, length: text.length };
}
