import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stepperOf } from '../../src/cli/recordings/stepper-of.ts';
import { FORMAT_VERSION } from '../../src/recording/format.ts';
import { readRecording } from '../../src/recording/reader.ts';
import { Replay } from '../../src/recording/replay.ts';
import { restep } from '../../src/recording/restep.ts';
import { recordingWriter } from '../../src/recording/writer.ts';
import type { PaneFrame } from '../../src/tui/frame/frame.ts';
import { Screen } from '../../src/tui/screen.ts';
import { lineWidth } from '../../src/tui/text/fit-line.ts';
import { failure } from '../support/memory-call.ts';
import { messageApp } from '../support/message-app.ts';
import { type MessageUiPlan, type RunningMessageUi, startMessageUi } from '../support/message-ui.ts';

const ESC = '\u001B';
const UP = '\u001B[A';
const PAGE_UP = '\u001B[5~';
const PASTE = (text: string) => `\u001B[200~${text}\u001B[201~`;
const HOST = { quit: () => {}, redraw: () => {}, suspend: () => {}, copy: () => true, cannotSuspend: null };

let ui: RunningMessageUi | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await ui?.quit();
  ui = null;
});

async function open(plan: Partial<MessageUiPlan> = {}): Promise<RunningMessageUi> {
  ui = startMessageUi({ app: messageApp(), ...plan });
  await ui.terminal.emulator.until('no message yet');
  return ui;
}

/** Sends a text and lets its replies arrive. */
async function send(shown: RunningMessageUi, text: string, wanted: string | RegExp): Promise<void> {
  await shown.press(`${text}\r`, wanted);
  shown.clock.pass(2_000);
}

/** Writes a command from within the field, which stays open. */
async function command(shown: RunningMessageUi, text: string, wanted: string | RegExp): Promise<void> {
  await shown.press('\u0010', /[━=] Command/);
  await shown.press(`${text}\r`, (screen) => !/[━=] Command/.test(screen));
  await shown.terminal.emulator.until(wanted);
}

/** A conversation with a bit of everything in it. */
async function openFull(plan: Partial<MessageUiPlan> = {}): Promise<RunningMessageUi> {
  const shown = await open(plan);
  await send(shown, 'hi', 'What is your name?');
  await command(shown, 'attach photo.png', 'with ');
  await send(shown, 'Jane', 'How old are you, Jane?');
  await command(shown, 'wait 4h', '4 h later');
  await command(shown, 'delivery undelivered 30003', 'undelivered');
  await send(shown, 'hello?', /hello\?.*\n(.*\n){1,4}.*What is your name/);
  await shown.terminal.emulator.until('! undelivered 30003');
  return shown;
}

async function matchesGolden(name: string, { terminal }: RunningMessageUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  const { lines } = terminal.emulator;
  expect(lines).toHaveLength(terminal.stdout.rows);
  expect(lines.filter((line) => line.length > terminal.stdout.columns)).toEqual([]);
}

const SIZES = [
  [120, 40],
  [80, 24],
  [60, 16],
] as const;

describe('whole frames of a conversation', () => {
  it.each(SIZES)('at %ix%i show who wrote what when, and how far it is', async (columns, rows) => {
    await matchesGolden(`messages-${columns}x${rows}`, await openFull({ columns, rows }));
  });

  it('at 120x40 show several pairs of numbers, one of which has opted out', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await command(shown, 'from +15550009999', 'from +15550009999');
    await send(shown, 'stop', '21610');
    await matchesGolden('messages-pairs-120x40', shown);
    await shown.press(ESC, 't writes');
    await shown.press('<', '▸ 1 +15551230001');
    expect(shown.terminal.emulator.text).toContain('What is your name?');
    expect(shown.terminal.emulator.text).not.toContain('unsubscribed');
  });

  it.each([
    [80, 24],
    [60, 16],
  ])('at %ix%i show several pairs in one line', async (columns, rows) => {
    const shown = await open({ columns, rows });
    await send(shown, 'hi', 'What is your name?');
    await command(shown, 'from +15550009999', 'from +15550009999');
    await matchesGolden(`messages-pairs-${columns}x${rows}`, shown);
  });

  it('show a held message with its document, before its first verb', async () => {
    const shown = await open({ columns: 80, rows: 24, breaks: ['Message'] });
    await shown.press('hi\r', 'PAUSED at Message');
    await matchesGolden('messages-held-80x24', shown);
    await shown.press(ESC, 't writes');
    await shown.press('n', '… queued');
    shown.clock.pass(2_000);
    await shown.terminal.emulator.until('✓✓ delivered');
  });

  it('show the next message over several lines, with what goes with it', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await command(shown, 'attach photo.png', 'with photo.png');
    await shown.press(PASTE('one\ntwo'), 'two');
    await shown.press(`${ESC}\r`, /two\s+┃\n┃\s+┃/);
    await shown.press('three', 'three');
    await matchesGolden('messages-field-80x24', shown);
  });

  it('draw it all in ASCII', async () => {
    const shown = await openFull({ ascii: true });
    expect(shown.terminal.emulator.text).toMatch(/^[\n -~]*$/);
    expect(shown.terminal.emulator.text).toContain('++ delivered');
  });

  it('without colour tell everything by marks and words', async () => {
    const shown = await openFull({ env: { NO_COLOR: '1' } });
    const { raw, text } = shown.terminal.emulator;
    const codes = raw.match(/(?<=\[)[\d;]+(?=m)/g)?.flatMap((code) => code.split(';'));
    expect(codes?.filter((code) => /^(3[0-7]|4[0-7]|9\d)$/.test(code))).toEqual([]);
    for (const word of ['you ', 'app ', '✓✓ delivered', '! undelivered 30003']) expect(text).toContain(word);
  });

  it('say calmly that nothing listens', async () => {
    const shown = await open({ app: { '/sms': failure('refused', 'ECONNREFUSED') } });
    await shown.press('hi\r', 'Nothing listens at http://app.test/sms.');
    expect(shown.terminal.emulator.text).toContain('! 11202');
    expect(shown.terminal.emulator.text).toContain('ERROR 11202');
  });
});

describe('the field for the next message', () => {
  it('sends with Enter, stays open, recalls with Up, and is left with Esc as it is', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await shown.press(UP, /┃ hi/);
    await shown.press(' there', /┃ hi there/);
    await shown.press(ESC, 't writes');
    expect(shown.terminal.emulator.text).not.toContain('hi there');
    await shown.press('t', /┃ hi there/);
    expect(shown.asked.map(({ params }) => params['Body'])).toEqual(['hi']);
  });

  it('sends a paste of several lines as one message, with all that people write with', async () => {
    const shown = await open();
    const text = 'line one\nline "two" ✓ 👨‍👩‍👧';
    await shown.press(PASTE(text.replace('\n', '\r')), '┃ line "two"');
    await shown.press('\r', 'What is your name?');
    expect(shown.asked.map(({ params }) => params['Body'])).toEqual([text]);
  });

  it('is opened by a digit, which is a common answer, and by a paste', async () => {
    const shown = await open();
    await shown.press(ESC, 't writes');
    await shown.press('4', /┃ 4/);
    await shown.press(`2${ESC}`, 't writes');
    await shown.press(PASTE('!'), '┃ 42!');
  });

  it('sends nothing without a text or a file, and no text that is too long', async () => {
    const shown = await open();
    await shown.press('\r', 'there is nothing to send');
    await shown.press(PASTE('x'.repeat(1601)), 'xxx');
    await shown.press('\r', 'a message has at most 1600 characters, and one here has 1601');
    expect(shown.asked).toEqual([]);
    await shown.press('\u0015', (text) => !text.includes('xxx'));
    await command(shown, 'attach photo.png', 'with photo.png');
    await shown.press('\r', /photo\.png {2}image\/png {2}23 kB/);
    expect(shown.asked[0]?.params).toMatchObject({ NumMedia: '1', MediaContentType0: 'image/png', Body: '' });
  });

  it('scrolls what was written before by pages, and the next message follows again', async () => {
    const shown = await open({ columns: 60, rows: 16 });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await send(shown, text, new RegExp(`you +${text} `));
    await shown.press(PAGE_UP, '▸');
    await shown.press(PAGE_UP, /you +b /);
    await send(shown, 'g', /you +g /);
    expect(shown.terminal.emulator.text).not.toContain('▸');
  });

  it('keeps what was typed before the session was there, and sends it then', async () => {
    ui = startMessageUi({ app: messageApp() });
    await ui.press('hi', /┃ hi/);
    await ui.press('\r', /What is your name|being placed/);
  });
});

describe('the commands for messages', () => {
  it.each([
    ['attach nothing.png', 'there is no file nothing.png to send'],
    ['wait soon', '"soon" is not a time'],
    ['delivery lost', 'is not an outcome of a message'],
    ['delivery failed; sent', 'write one outcome'],
    ['from ', 'something is missing'],
    ['button Yes', "needs the button's label in quotes"],
    ['location here', 'needs a latitude and a longitude'],
    ['location 999,999', 'latitudes go from -90 to 90'],
    ['pair next', 'there is one pair of numbers only'],
    ['press 1', '"press 1" is not a command'],
    ['send ""', 'there is nothing to send'],
  ])('%s', async (line, said) => {
    const shown = await open();
    await shown.press(`\u0010${line}\r`, said);
  });

  it('send, reply, press a button and share a place', async () => {
    const shown = await open();
    await command(shown, 'send "hi\\nyou"', 'What is your name?');
    await command(shown, 'reply Jane', 'How old are you, ');
    await command(shown, 'button "Thirty" 30', 'button "Thirty" (30)');
    await command(shown, 'location 37.78,-122.39 "Home"', 'place 37.78,-122.39 "Home"');
    const [first, second, third, fourth] = shown.asked.map(({ params }) => params);
    expect(first).toMatchObject({ Body: 'hi\nyou' });
    expect(second?.['OriginalRepliedMessageSid']).toMatch(/^SM/);
    expect(third).toMatchObject({ ButtonText: 'Thirty', ButtonPayload: '30' });
    expect(fourth).toMatchObject({ Latitude: '37.78', Longitude: '-122.39', Label: 'Home' });
  });

  it('move the clock: after four hours the cookies are gone', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await shown.terminal.emulator.until('1 cookie, 4 h left');
    await command(shown, 'later 3h', '1 cookie, 60 min left');
    await send(shown, 'Jane', 'How old are you, Jane?');
    await command(shown, 'wait 4h', '1 cookie, gone');
    await send(shown, 'again', /note +the cookies of/);
    expect(shown.asked.map(({ headers }) => headers['cookie'] ?? null)).toEqual([null, 'sid=1', null]);
  });

  it('refuse to move the clock while it is held', async () => {
    const shown = await open({ breaks: ['Message'] });
    await shown.press('hi\r', 'PAUSED at Message');
    await shown.press('\u0010wait 4h\r', 'the clock stands still while the session is paused');
  });

  it('decide what becomes of a message that is held, too', async () => {
    const shown = await open({ breaks: ['Message'] });
    await shown.press('hi\r', 'PAUSED at Message');
    await command(shown, 'delivery failed 30007', 'replies: failed 30007');
    await shown.press(ESC, 't writes');
    await shown.press('c', '… queued');
    shown.clock.pass(1_000);
    await shown.terminal.emulator.until('! failed 30007');
    await shown.press(':delivery as planned\r', (text) => !text.includes('replies:'));
  });

  it('step from one message to the next', async () => {
    const shown = await open();
    await shown.press(ESC, 't writes');
    await shown.press('n', 'the next message holds before its first verb');
    await shown.press('thi\r', 'PAUSED at Message');
    await shown.press(ESC, 't writes');
    await shown.press('n', '… queued');
    await shown.press('tJane\r', 'PAUSED at Message');
  });

  it('begin another conversation without cookies', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await shown.press(ESC, 't writes');
    await shown.press('r', 'no message yet');
    await shown.press('thi again\r', 'What is your name?');
    expect(shown.asked.map(({ headers }) => headers['cookie'] ?? null)).toEqual([null, null]);
  });
});

describe('frames of a conversation', () => {
  it('fill the screen exactly, whatever is written and pressed', async () => {
    const { session } = await openFull();
    const keys = fc.oneof(
      fc.constantFrom(
        'Tab',
        'Up',
        'Esc',
        'Left',
        'Home',
        'Backspace',
        'Space',
        'PgUp',
        'Alt-Enter',
        'Ctrl-P',
      ),
      fc.constantFrom(...'tzgGjk?!.<>[]b12é日👍'),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.integer({ min: 16, max: 60 }),
        fc.array(keys, { maxLength: 20 }),
        (columns, rows, typed) => {
          const screen = new Screen('http://app.test/sms', { columns, rows }, HOST);
          screen.attach(session);
          for (const key of typed) screen.take({ type: 'key', key });
          const { head, columns: panes, below, foot } = screen.frame();
          screen.close();
          for (const column of panes)
            expect(head.length + height(column) + height(below) + foot.length).toBe(rows);
          for (const line of [...head, ...foot]) expect(lineWidth(line)).toBe(columns);
          for (const { width, top, rows: content, bottom } of [...panes.flat(), ...below]) {
            for (const border of [top, bottom]) expect(lineWidth(border)).toBe(width);
            for (const row of content) expect(lineWidth(row)).toBe(width - 2);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are not drawn while nothing happens', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      shouldAdvanceTime: true,
    });
    const shown = await openFull();
    // The last key that was pressed is shown for a moment.
    await vi.advanceTimersByTimeAsync(1_000);
    const before = shown.terminal.emulator.raw.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.terminal.emulator.raw.length).toBe(before);
  });
});

describe('the cookies of a pair', () => {
  it('are in the jar with the time that they have left', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await command(shown, 'wait 1h', '1 cookie, 3 h left');
    await shown.press(ESC, 't writes');
    await shown.press(']]]', 'the jar now: 1');
    expect(shown.terminal.emulator.text).toContain('of +15551230001 → +15559870002');
    expect(shown.terminal.emulator.text).toContain('3 h left without a message');
    await shown.press(':cookie set lang=en\r', 'the jar now: 2');
    await shown.press(':wait 3h\r', 'forgotten: four hours');
  });
});

describe('an earlier message', () => {
  it('shows its request and its document, and the next one follows again', async () => {
    const shown = await open();
    await send(shown, 'hi', 'What is your name?');
    await send(shown, 'Jane', 'How old are you, Jane?');
    await shown.press(ESC, 't writes');
    await shown.press('g\r', /Body +hi/);
    expect(shown.terminal.emulator.text).toContain('<Message>What is your name?');
    await shown.press('t30\r', '<Message>Which colour');
  });
});

describe('a survey of four turns', () => {
  it('keeps its session in a cookie, and its recording replays the same conversation', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
    try {
      const path = join(folder, 'survey.twiml.jsonl');
      const recorder = recordingWriter(path, {
        recording: 'twiml-debug',
        version: FORMAT_VERSION,
        program: 'test',
        target: 'http://app.test/sms',
        startedAt: '2026-01-01T00:00:00.000Z',
      });
      const shown = await open({ recorder });
      await send(shown, 'hi', 'What is your name?');
      await send(shown, 'Jane', 'How old are you, Jane?');
      await send(shown, '30', 'Which colour do you like?');
      await send(shown, 'blue', 'Thank you, Jane.');
      await shown.terminal.emulator.until('READY');
      expect(shown.asked.map(({ headers }) => headers['cookie'] ?? null)).toEqual([
        null,
        'sid=1',
        'sid=1',
        'sid=1',
      ]);
      const story = conversationOn(shown.terminal.emulator.lines);
      shown.session.finish();
      const recording = readRecording(path);
      const restepped = restep(recording, stepperOf(recording));
      expect(restepped.differences).toEqual([]);
      const replay = new Replay(recording, restepped);
      const opening = { product: 'messaging', replay: true } as const;
      const screen = new Screen('survey', { columns: 120, rows: 40 }, HOST, opening);
      expect(firstLook(screen)).toEqual(['REPLAY', 'Messages']);
      screen.attach(replay);
      expect(firstLook(screen)).toEqual(['REPLAY', 'Messages']);
      const [first = ''] = rowsOf(screen);
      expect(first).toContain('REPLAY');
      for (let turn = 0; turn < 4; turn++) screen.take({ type: 'key', key: 'n' });
      expect(replay.over).toBe(true);
      expect(conversationOn(rowsOf(screen))).toEqual(story);
      screen.take({ type: 'key', key: 't' });
      expect(rowsOf(screen).join('\n')).toContain('a replay takes no input');
      screen.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What was said, without the times and the marks of the cursor. */
function conversationOn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((row) => /[│┃][ ▸]\d\d:\d\d\.\d +((?:you|app) .*?) *[│┃]/.exec(row)?.[1] ?? []);
}

/** The mode, and which pane tells the story; before anything has loaded too. */
function firstLook(screen: Screen): readonly string[] {
  const { head, columns } = screen.frame();
  const text = (row: (typeof head)[number] = []) => row.map((piece) => piece.text).join('');
  const titles = columns.flat().map(({ top }) => text(top));
  return [
    /REPLAY|STARTING|PLACING/.exec(text(head[0]))?.[0] ?? '',
    ...titles.flatMap((title) => / (Messages|Call|Message from|Keypad)\b/.exec(title)?.[1] ?? []),
  ];
}

/** The first column of a screen as text, with its first line in front. */
function rowsOf(screen: Screen): readonly string[] {
  const { head, columns, foot } = screen.frame();
  const text = (row: (typeof head)[number]) => row.map((piece) => piece.text).join('');
  const [left = []] = columns;
  return [
    ...head.map(text),
    ...left.flatMap(({ rows, side }) => rows.map((row) => side.text + text(row) + side.text)),
    ...foot.map(text),
  ];
}

const height = (panes: readonly PaneFrame[]) => panes.reduce((sum, { rows }) => sum + rows.length + 2, 0);
