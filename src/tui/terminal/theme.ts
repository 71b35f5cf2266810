import type { Line, Tone } from '../text/line.ts';

/** How each meaning looks: the parameters of an SGR sequence, empty for the terminal's own colours. */
export type Theme = Readonly<Record<Tone, string>>;

/** For dark and light terminals alike: the sixteen colours, and black on colour where something must stand out. */
export const COLOUR: Theme = {
  plain: '',
  quiet: '2',
  strong: '1',
  border: '2',
  focus: '1;36',
  good: '32',
  warning: '33',
  error: '1;31',
  redirect: '35',
  waiting: '36',
  now: '30;43',
  nowRunning: '1',
  selected: '7',
  selectedAway: '1',
  breakpoint: '1;31',
  tag: '2',
  name: '36',
  attribute: '',
  value: '32',
  key: '1',
  keyDown: '1;7',
  keyOff: '2',
  caller: '1;35',
  modePaused: '30;43',
  modeRunning: '30;42',
  modeListening: '30;46',
  modeWaiting: '30;45',
  modeReplay: '30;46',
  modeEnded: '7',
  modeFailed: '97;41',
};

/** NO_COLOR (no-color.org): no colour, while bold, dim and inverse stay. */
export const MONO: Theme = {
  plain: '',
  quiet: '2',
  strong: '1',
  border: '2',
  focus: '1',
  good: '',
  warning: '1',
  error: '1',
  redirect: '',
  waiting: '2',
  now: '7',
  nowRunning: '1',
  selected: '7',
  selectedAway: '1',
  breakpoint: '1',
  tag: '',
  name: '1',
  attribute: '',
  value: '',
  key: '1',
  keyDown: '1;7',
  keyOff: '2',
  caller: '1',
  modePaused: '1;7',
  modeRunning: '1;7',
  modeListening: '1;7',
  modeWaiting: '1;7',
  modeReplay: '1;7',
  modeEnded: '7',
  modeFailed: '1;7',
};

/** Our marks and borders, and what stands for each of them where only ASCII can be shown. */
const ASCII: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['─━', '-='],
    ['│┃', '||'],
    ['┌┐└┘├┤┏┓┗┛', '++++++++++'],
    ['✓▸▹●◆○', '+>~BCo'],
    ['…·•×→↪←↑↓—', '~.*x>><^v-'],
    ['█░', '=.'],
  ].flatMap(([marks = '', plain = '']) => [...marks].map((mark, at) => [mark, plain[at] ?? '?'])),
);

const MARKS = new RegExp(`[${Object.keys(ASCII).join('')}]`, 'g');

/** The look of a screen: colours, and whether only ASCII can be shown. */
export interface Look {
  readonly theme: Theme;
  readonly ascii: boolean;
}

/** Chooses the look; NO_COLOR counts when it is set to anything (no-color.org). */
export function lookOf(env: NodeJS.ProcessEnv, ascii: boolean): Look {
  return { theme: env['NO_COLOR'] ? MONO : COLOUR, ascii };
}

/**
 * A line as the terminal wants it, in the very form in which Ink would write it (each style opened by itself, closed
 * in reverse order, and only where it ends): then Ink reads it once a frame and not twice.
 */
export function paint(spans: Line, { theme, ascii }: Look): string {
  let painted = '';
  let open: readonly string[] = [];
  for (const { text, tone } of spans) {
    if (text === '') continue;
    const styles = theme[tone] === '' ? [] : theme[tone].split(';');
    painted += change(open, styles);
    painted += ascii ? text.replace(MARKS, (mark) => ASCII[mark] ?? '?') : text;
    open = styles;
  }
  return painted + change(open, []);
}

/** From one set of styles to another. */
function change(from: readonly string[], to: readonly string[]): string {
  const gone = from.filter((style) => !to.includes(style));
  const come = to.filter((style) => !from.includes(style));
  const replaced = new Set(come.filter(isColour).map(endOf));
  const ends = new Set(gone.toReversed().map(endOf));
  const closed = [...ends].filter((end) => !replaced.has(end));
  return [...closed, ...come].map((code) => `\u001B[${code}m`).join('');
}

function isColour(style: string): boolean {
  return style.length > 1;
}

/** The code that ends a style (ECMA-48, SGR). */
function endOf(style: string): string {
  if (style === '1' || style === '2') return '22';
  if (style === '7') return '27';
  return /^(4|10)\d$/.test(style) ? '49' : '39';
}
