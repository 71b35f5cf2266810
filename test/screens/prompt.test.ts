import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { PaneFrame } from '../../src/tui/frame/frame.ts';
import { Screen } from '../../src/tui/screen.ts';
import { lineWidth } from '../../src/tui/text/fit-line.ts';
import { BANK } from '../support/bank-app.ts';
import { heldCall, until } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

const PASTE = (text: string) => `\u001B[200~${text}\u001B[201~`;
const [ESC, UP, LEFT] = ['\u001B', '\u001B[A', '\u001B[D'];

const HOST = { quit: () => {}, redraw: () => {}, suspend: () => {}, copy: () => true, cannotSuspend: null };

type Wanted = Parameters<RunningUi['press']>[1];

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

async function open(plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app: BANK, byHand: true, ...plan });
  await ui.terminal.emulator.until(/PAUSED|RUNNING|ENDED/);
  return ui;
}

/** Opens the prompt and types into it. */
async function write(shown: RunningUi, text: string, wanted: Wanted = `:${text}`): Promise<void> {
  await shown.press(':', '━ Command');
  await shown.press(text, wanted);
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

const closed = (text: string) => !text.includes('━ Command');

describe('whole frames', () => {
  it.each([
    [120, 40],
    [80, 24],
    [60, 16],
    [110, 30],
  ])('at %ix%i the prompt leaves the panes to be seen', async (columns, rows) => {
    const shown = await open({ columns, rows });
    await write(shown, 'cook');
    await matchesGolden(`command-${columns}x${rows}`, shown);
    const lines = shown.terminal.emulator.lines;
    expect(lines).toHaveLength(rows);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it('lists every command, and why one cannot be run now', async () => {
    const shown = await open({ columns: 120, rows: 40 });
    await shown.press(':', '━ Command');
    await matchesGolden('command-list-120x40', shown);
  });

  it('shows what a command could be given, with the chosen one marked', async () => {
    const shown = await open({ columns: 120, rows: 40 });
    await write(shown, 'fault s');
    await shown.press('\t', /▸ slow 5s/);
    await matchesGolden('command-argument-120x40', shown);
  });

  it('keeps the line and says what is wrong with it, whole at any width', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await write(shown, 'fault slw 5s');
    await shown.press('\r', 'did you mean slow?');
    await matchesGolden('command-error-80x24', shown);
  });

  it('shows the faults in force and the signature all the time', async () => {
    const shown = await open({ columns: 120, rows: 40 });
    await write(shown, 'fault status 500 url:/route\r', 'fault: status 500 url:/route');
    await write(shown, 'signature missing\r', 'fault: status 500 url:/route, unsigned');
    await matchesGolden('spoiled-120x40', shown);
    shown.terminal.resize(60, 16);
    await shown.terminal.emulator.until('1 fault, unsigned');
    expect(shown.terminal.emulator.lines[0]).toContain('1 fault, unsigned');
    await write(shown, 'fault off\r', (text) => !text.includes('1 fault'));
    expect(shown.terminal.emulator.lines[0]).toContain('unsigned');
  });

  it('without colour tells the cursor and the choice by inverse', async () => {
    const shown = await open({ columns: 80, rows: 24, env: { NO_COLOR: '1' } });
    await write(shown, 'co', '▸');
    await shown.press('\t', '▸ continue');
    expect(shown.terminal.emulator.raw).toContain('\u001B[7mcontinue ');
    const codes = shown.terminal.emulator.raw
      .match(/(?<=\[)[\d;]+(?=m)/g)
      ?.flatMap((code) => code.split(';'));
    expect(codes?.filter((code) => /^(3[0-7]|4[0-7]|9\d)$/.test(code))).toEqual([]);
  });
});

describe('frames with the prompt open', () => {
  it('fill the screen exactly, whatever is written and whatever is spoiled', async () => {
    const { session } = await heldCall({ app: BANK });
    session.tampering.spoil({
      kind: { type: 'refused' },
      place: { type: 'url', path: '/a/long/path/to/something' },
    });
    session.tampering.signWith('wrong');
    const keys = fc.oneof(
      fc.constantFrom('Tab', 'Shift-Tab', 'Up', 'Enter', 'Left', 'Home', 'Backspace', 'Space', 'Ctrl-W'),
      fc.constantFrom(...'abcdefiklnorstu12:é日'),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.integer({ min: 16, max: 60 }),
        fc.array(keys, { maxLength: 20 }),
        (columns, rows, typed) => {
          const screen = new Screen('http://app.test/voice', { columns, rows }, HOST);
          screen.attach(session);
          for (const key of [':', ...typed]) screen.take({ type: 'key', key });
          const { head, columns: panes, below, foot } = screen.frame();
          screen.close();
          const heights = panes.map((column) => height(column) + height(below));
          for (const body of heights) expect(head.length + body + foot.length).toBe(rows);
          for (const line of [...head, ...foot]) expect(lineWidth(line)).toBe(columns);
          for (const { width, top, rows: content, bottom } of [...panes.flat(), ...below]) {
            for (const border of [top, bottom]) expect(lineWidth(border)).toBe(width);
            for (const row of content) expect(lineWidth(row)).toBe(width - 2);
          }
        },
      ),
      { numRuns: 200 },
    );
    session.close();
  });
});

const height = (panes: readonly PaneFrame[]) => panes.reduce((sum, { rows }) => sum + rows.length + 2, 0);

describe('the prompt', () => {
  it('opens with : and with Ctrl+P, also from the help, and Esc leaves it', async () => {
    const shown = await open();
    await shown.press(':', '━ Command');
    await shown.press(ESC, closed);
    await shown.press('?', '━ Help');
    await shown.press('\u0010', '━ Command');
    expect(shown.terminal.emulator.text).not.toContain('━ Help');
    await shown.press(ESC, closed);
    expect(shown.session.held).not.toBeNull();
  });

  it('takes keys, digits too, for text: nothing is pressed, stepped or left', async () => {
    const shown = await open();
    await write(shown, 'nq12#X');
    expect(shown.terminal.emulator.text).toContain('Keypad off, typing');
    expect(shown.session.queued).toEqual([]);
    expect(shown.session.ready()?.element.name).toBe('Say');
    await shown.press(`${ESC}7`, closed);
    expect(shown.session.queued).toEqual([{ type: 'key', value: '7' }]);
  });

  it('runs a line that comes in one chunk with its Enter', async () => {
    const shown = await open();
    await shown.press(':press 12#\r', closed);
    await shown.terminal.emulator.until(() => shown.session.queued.length === 3);
    await shown.press(':break Play\r', () => shown.session.breakpoints.length === 1);
    await shown.press(':next\r', 'RUNNING Say');
  });

  it('never runs what is pasted, whatever line breaks are in it', async () => {
    const shown = await open();
    await shown.press(':', '━ Command');
    await shown.press(PASTE('cookie set a=1\rnext\r\nquit\n'), ':cookie set a=1 next quit');
    expect(shown.session.leg?.jar).toEqual([]);
    expect(shown.terminal.emulator.onAlternateScreen).toBe(true);
    await shown.press('\u0015', /┃ : +┃/);
    await shown.press(PASTE('12345'), ':12345');
    expect(shown.session.queued).toEqual([]);
  });

  it('completes with Tab and recalls with Up', async () => {
    const shown = await open();
    await shown.press(':', '━ Command');
    await shown.press('rest\t', ':restart');
    await shown.press(`${LEFT}${LEFT}\u007F\r`, '"restrt" is not a command');
    await shown.press(ESC, closed);
    await shown.press(`:${UP}`, ':restrt');
  });

  it('takes the letter of a key for its command', async () => {
    const shown = await open();
    await shown.press(':n\r', 'RUNNING Say');
    await shown.press(':?\r', '━ Help');
    await shown.press(ESC, (text) => !text.includes('━ Help'));
    await shown.press(':q', ':q');
    shown.terminal.type('\r');
    expect(await shown.ended).toMatchObject({ reason: 'quit' });
  });

  it('says why a command cannot be run, and stays', async () => {
    const shown = await open();
    await write(shown, 'back');
    await shown.press('\r', '! this is the beginning');
    await shown.press('\u0015fault off\r', '! no fault is in force');
  });

  it('edits cookies, and what is wrong with one stays to be mended', async () => {
    const shown = await open();
    await write(shown, 'cookie set =1');
    await shown.press('\r', '! "=1" is not taken for a cookie');
    await shown.press('\u0015cookie set sid=1; Path=/\r', 'the cookie sid was set by hand');
    expect(shown.session.leg?.jar).toMatchObject([{ name: 'sid', value: '1' }]);
    await write(shown, 'cookie delete \t\r', 'the cookie sid was removed by hand');
    expect(shown.session.leg?.jar).toEqual([]);
  });

  it('is gone after a restart, and a long line shows its cursor', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await write(shown, `cookie set a=${'x'.repeat(200)}END`, 'END');
    await shown.press('\u0001', ':cookie set a=');
    await shown.press('\u0015\u000Brestart\r', closed);
    await shown.terminal.emulator.until('PAUSED at Say');
  });

  it('dials a pasted number to its end while a command is written', async () => {
    const shown = await open();
    await shown.press(PASTE('1w2'), () => shown.session.queued.length === 1);
    await write(shown, 'next');
    await until(shown.session, () => shown.session.queued.length === 2);
    expect(shown.terminal.emulator.text).toMatch(/:next +┃/);
  });

  it('still is interrupted with Ctrl+C', async () => {
    const shown = await open();
    await shown.press(':', '━ Command');
    shown.terminal.type('\u0003');
    expect(await shown.ended).toMatchObject({ reason: 'interrupt' });
  });
});
