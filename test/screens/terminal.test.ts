import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../src/debug/session/session.ts';
import { Screen } from '../../src/tui/screen.ts';
import { lineWidth } from '../../src/tui/text/fit-line.ts';
import { BANK } from '../support/bank-app.ts';
import { until } from '../support/memory-call.ts';
import { screenSession } from '../support/screen-session.ts';
import { type RunningUi, startUi } from '../support/screen-ui.ts';

const AS_BEFORE = { alternate: false, pasteMarked: false, cursor: true };
const HOST = { quit: () => {}, redraw: () => {}, suspend: () => {}, copy: () => true, cannotSuspend: null };

let ui: RunningUi | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await ui?.quit();
  ui = null;
});

describe('start', () => {
  it('shows the whole screen before anything is loaded or requested', async () => {
    const story: string[] = [];
    let place: (session: Session) => void = () => {};
    ui = startUi({
      app: BANK,
      onFirstFrame: () => story.push('frame'),
      load: () => {
        story.push('load');
        return new Promise((resolve) => {
          place = (placed) => {
            placed.restart();
            resolve(placed);
          };
        });
      },
    });
    const { terminal, session, asked } = ui;
    await terminal.emulator.until('placing the call …');
    for (const part of ['PLACING the call', 'TwiML', 'HTTP', 'Call', 'Keypad', '? help', 'q quit']) {
      expect(terminal.emulator.text).toContain(part);
    }
    await vi.waitFor(() => expect(story).toHaveLength(2));
    expect(story).toEqual(['frame', 'load']);
    expect(asked).toEqual([]);
    await ui.press('n', 'the call is being placed');
    place(session);
    await terminal.emulator.until('PAUSED at Say');
  });
});

describe('the terminal is as it was before', () => {
  it('after q, with the reason', async () => {
    const started = startUi({ app: BANK });
    const { terminal } = started;
    await terminal.emulator.until('PAUSED at Say');
    expect(terminal.emulator.modes).toEqual({ alternate: true, pasteMarked: true, cursor: false });
    expect(terminal.raw).toBe(true);
    terminal.type('q');
    expect(await started.ended).toEqual({ reason: 'quit' });
    await terminal.emulator.until(() => !terminal.emulator.onAlternateScreen);
    expect(terminal.emulator.modes).toEqual(AS_BEFORE);
    expect(terminal.raw).toBe(false);
  });

  it('after Ctrl+C, under the help too', async () => {
    const started = startUi({ app: BANK });
    await started.press('?', 'Help');
    started.terminal.type('\u0003');
    expect(await started.ended).toEqual({ reason: 'interrupt' });
    expect(started.terminal.raw).toBe(false);
  });

  it('when the session cannot be loaded, and the error comes out', async () => {
    const started = startUi({ app: BANK, load: () => Promise.reject(new Error('a bug of ours')) });
    await expect(started.ended).rejects.toThrow('a bug of ours');
    await started.terminal.emulator.until(() => !started.terminal.emulator.onAlternateScreen);
    expect(started.terminal.emulator.modes).toEqual(AS_BEFORE);
    expect(started.terminal.raw).toBe(false);
  });
});

describe('the size of the terminal', () => {
  it('can change in the middle of a call: focus, selection and breakpoints stay', async () => {
    ui = startUi({ app: BANK });
    await ui.terminal.emulator.until('PAUSED at Say');
    await ui.press('jjb\t', '┏━ Call');
    ui.terminal.resize(80, 24);
    await ui.terminal.emulator.until('┏━ [Call]');
    expect(ui.terminal.emulator.text).toMatch(/● +5/);
    expect(Math.max(...ui.terminal.emulator.lines.map(({ length }) => length))).toBe(80);
    ui.terminal.resize(52, 14);
    await ui.terminal.emulator.until('terminal too small (need 60x16, have 52x14)');
    await ui.terminal.emulator.until('the call keeps its state');
    ui.terminal.resize(120, 40);
    await ui.terminal.emulator.until('┏━ Call');
    expect(ui.terminal.emulator.text).toMatch(/● +5/);
    expect(ui.terminal.emulator.text).toContain('PAUSED at Say');
  });

  it.skipIf(process.platform === 'win32')(
    'is asked for again when all is drawn anew: while another program had the terminal nobody told',
    async () => {
      const asked = new Promise((resolve) => process.once('SIGWINCH', resolve));
      ui = startUi({ app: BANK });
      await ui.terminal.emulator.until('PAUSED at Say');
      ui.terminal.type('\u000C');
      await asked;
    },
  );

  it('is kept exactly: every row as wide as the terminal, as many rows as it has', async () => {
    const { session } = screenSession({
      app: {
        ...BANK,
        '/voice':
          '<Say>日本語のテキスト 🎉 é́</Say>\n<Gather action="/route"><Say>\tpress\u009b31m</Say></Gather>',
      },
      notices: ['a long notice '.repeat(20)],
    });
    session.restart();
    await until(session, () => session.held !== null);
    session.move('next');
    await until(session, () => session.held !== null);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 220 }),
        fc.integer({ min: 1, max: 70 }),
        fc.string({ unit: fc.constantFrom(...'jkgG\t[]z?.!n1'), maxLength: 12 }),
        (columns, rows, keys) => {
          const screen = new Screen('http://app.test/voice', { columns, rows }, HOST);
          screen.attach(session);
          for (const key of keys) screen.take({ type: 'key', key: key === '\t' ? 'Tab' : key });
          const { head, columns: panes, foot } = screen.frame();
          screen.close();
          const body = Math.max(
            0,
            ...panes.map((column) => column.reduce((sum, { rows }) => sum + rows.length + 2, 0)),
          );
          if (panes.length > 0) expect(head.length + body + foot.length).toBe(rows);
          else expect(head.length).toBeLessThanOrEqual(rows);
          for (const line of [...head, ...foot]) expect(lineWidth(line)).toBe(columns);
          for (const { width, top, rows, bottom } of panes.flat()) {
            for (const border of [top, bottom]) expect(lineWidth(border)).toBe(width);
            for (const row of rows) expect(lineWidth(row)).toBe(width - 2);
          }
          const widths = panes.map(([first]) => first?.width ?? 0);
          if (panes.length > 0) expect(widths.reduce((sum, width) => sum + width, 0)).toBe(columns);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('drawing', () => {
  it('stops while nothing moves, and is limited while the clock runs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { session } = screenSession({ app: BANK, byHand: true });
    session.restart();
    await until(session, () => session.held !== null);
    const screen = new Screen('http://app.test/voice', { columns: 120, rows: 40 }, HOST);
    let drawn = 0;
    screen.subscribe(() => drawn++);
    screen.attach(session);
    await vi.advanceTimersByTimeAsync(100);
    drawn = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drawn).toBe(0);
    session.move('next');
    await vi.advanceTimersByTimeAsync(0);
    drawn = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drawn).toBeGreaterThan(30);
    expect(drawn).toBeLessThanOrEqual(100);
    session.act({ type: 'hang-up' });
    await vi.advanceTimersByTimeAsync(100);
    drawn = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drawn).toBe(0);
    screen.close();
  });

  it('never sends a control character that came from the application', async () => {
    const evil = '\u009B\u0085\u202E\u200F';
    const body = `<Response><Say voice="${evil}">${evil}</Say></Response>`;
    const headers: [string, string][] = [
      ['Content-Type', 'text/xml'],
      ['X-Evil', `a\u001B]0;title\u0007b${evil}`],
      ['Set-Cookie', `c\u001B[31m=${evil}\u001B[2J`],
    ];
    ui = startUi({ app: { '/voice': { body, headers } }, byHand: true });
    const { terminal } = ui;
    await terminal.emulator.until('PAUSED at Say');
    await ui.press(']]', '[Response]');
    await ui.press(']', '[Cookies]');
    await ui.press('n', 'RUNNING Say');
    ui.clock.pass(60_000);
    await terminal.emulator.until('ENDED');
    for (const control of evil) expect(terminal.emulator.raw).not.toContain(control);
    expect(terminal.emulator.raw).not.toContain('\u0007');
    expect(terminal.emulator.raw).not.toContain('\u001B]0;');
    expect(terminal.emulator.text).toContain('<U+202E>');
  });
});
