import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/tui/input/key.ts';
import { KeySplitter } from '../../../src/tui/input/key-splitter.ts';

/** The names of the keys in these chunks; a paste is its text in angle brackets. */
function keys(...chunks: readonly string[]): readonly string[] {
  const splitter = new KeySplitter();
  return [...chunks.flatMap((chunk) => splitter.feed(chunk)), ...splitter.flush()].map(nameOf);
}

function nameOf(input: Input): string {
  return input.type === 'key' ? input.key : `<${input.text}>`;
}

const E = '\u001B';

describe('the key splitter', () => {
  it.each([
    ['123#', ['1', '2', '3', '#']],
    ['nn', ['n', 'n']],
    ['42\r', ['4', '2', 'Enter']],
    ['n1', ['n', '1']],
    ['\t \u007F\u0003\u001A\u000C', ['Tab', 'Space', 'Backspace', 'Ctrl-C', 'Ctrl-Z', 'Ctrl-L']],
    ['\0\u001D', ['Ctrl-Space', 'Ctrl-]']],
    ['é日🎉', ['é', '日', '🎉']],
    [`${E}[A${E}[B${E}[C${E}[D`, ['Up', 'Down', 'Right', 'Left']],
    [`${E}OA${E}OH${E}OF`, ['Up', 'Home', 'End']],
    [`${E}[H${E}[F${E}[1~${E}[4~${E}[7~${E}[8~`, ['Home', 'End', 'Home', 'End', 'Home', 'End']],
    [`${E}[5~${E}[6~${E}[3~${E}[2~`, ['PgUp', 'PgDn', 'Delete', 'Insert']],
    [`${E}OP${E}[15~${E}[20~${E}[21~${E}[23~`, ['F1', 'F5', 'F9', 'F10', 'F11']],
    [`${E}[[A${E}[[E`, ['F1', 'F5']],
    [`${E}[Z${E}[1;5A${E}[1;2P${E}[23;2~`, ['Shift-Tab', 'Ctrl-Up', 'Shift-F1', 'Shift-F11']],
    [`${E}Op${E}Oq${E}Oy${E}Oj${E}OM`, ['0', '1', '9', '*', 'Enter']],
    [`${E}[49u${E}[99;5u`, ['1', 'Ctrl-c']],
    [`${E}x${E} `, ['Alt-x', 'Alt-Space']],
    [`${E}1${E}#`, ['Esc', '1', 'Esc', '#']],
    [E, ['Esc']],
    [`${E}${E}`, ['Esc', 'Esc']],
    [`${E}[<0;10;5M${E}[I${E}[M !!n`, ['n']],
    [`${E}]11;rgb:0000/0000/0000${E}\\n${E}[?1;2cn`, ['n', 'n']],
    [`${E}[200~rm -rf\rq${E}[201~n`, ['<rm -rf\rq>', 'n']],
  ])('cuts %j into %j', (chunk, expected) => {
    expect(keys(chunk)).toEqual(expected);
  });

  it.each([
    [[E, '[', 'A'], ['Up']],
    [[`${E}[1`, '5~'], ['F5']],
    [[`${E}O`, 'q'], ['1']],
    [
      [`${E}[200~12`, `3${E}[20`, '1~4'],
      ['<123>', '4'],
    ],
  ])('puts %j together again', (chunks, expected) => {
    expect(keys(...chunks)).toEqual(expected);
  });

  it('gives up what never ends, and goes on with what follows', () => {
    const splitter = new KeySplitter();
    expect(splitter.feed(`${E}[12`)).toEqual([]);
    expect(splitter.waiting).toBe(true);
    expect(splitter.flush()).toEqual([]);
    expect(splitter.feed('n').map(nameOf)).toEqual(['n']);
  });

  it('never takes pasted text for keys, however it is cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.array(fc.nat(40), { maxLength: 60 }),
        (text, cuts) => {
          fc.pre(!text.includes(`${E}[201~`));
          const whole = `${E}[200~${text}${E}[201~`;
          const ends = cuts.map((_, at) => cuts.slice(0, at + 1).reduce((sum, length) => sum + length, 0));
          const chunks = [0, ...ends].map((start, at) => whole.slice(start, ends[at]));
          expect(keys(...chunks)).toEqual([`<${text}>`]);
        },
      ),
    );
  });

  it('keeps no more of a paste than could be dialled', () => {
    const [input] = new KeySplitter().feed(`${E}[200~${'1'.repeat(100_000)}${E}[201~`);
    expect(input?.type === 'paste' && input.text.length).toBeLessThan(5000);
  });

  it('takes what is as long and varied as no typing for a paste, though it is not marked', () => {
    const text = 'quit now, next line\rbreak here; continue and then hang up, restart it all\n';
    expect(keys(text)).toEqual([`<${text}>`]);
    expect(keys('j'.repeat(200))).toHaveLength(200);
    expect(keys(`${text}\u0003`).at(-1)).toBe('Ctrl-C');
    expect(keys('\u001B[200~', text, '\u001B[201~')).toEqual([`<${text}>`]);
  });
});
