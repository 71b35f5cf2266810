import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

/** What Twilio's helper libraries print: one line. */
const VOICE = ok(
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="alice">Welcome to the bank.</Say>' +
    '<Gather action="/route" numDigits="1" timeout="5"><Say>For sales press 1.</Say><Play>/jingle.mp3</Play>' +
    '</Gather><Say loop="many">We did not get that.</Say><Dial timeout="10"><Number>+15551230009</Number></Dial>' +
    '<Hangup/></Response>',
);
const LINES = ok(
  '<Response>\n  <Say>One verb a line.</Say>\n  <Dial><Number>+15551230009</Number></Dial>\n</Response>\n',
);
const UNREADABLE = `<Response>${'<Say>Welcome.</Say>'.repeat(40)}<Say>Terms & conditions</Say></Response>`;

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

async function open(plan: UiPlan): Promise<RunningUi> {
  ui = startUi({ app: { '/voice': VOICE }, byHand: true, columns: 80, rows: 24, ...plan });
  await ui.terminal.emulator.until(/PAUSED|ERROR/);
  return ui;
}

/** Steps to the prompt in the Gather. */
async function openAtPrompt(plan: UiPlan): Promise<RunningUi> {
  const shown = await open(plan);
  await shown.press('s', 'RUNNING Say');
  shown.clock.pass(10_000);
  await shown.press('', 'PAUSED at Gather');
  await shown.press('s', 'PAUSED at Say');
  return shown;
}

/** Lets a second pass whenever the screen is drawn, until it shows what is wanted. */
function passUntil(shown: RunningUi, wanted: string): Promise<void> {
  return shown.press('', (text) => {
    if (text.includes(wanted)) return true;
    shown.clock.pass(1_000);
    return false;
  });
}

/** Rows of the document as they are on the screen, without the border. */
function documentRows({ terminal }: RunningUi): readonly string[] {
  const { lines } = terminal.emulator;
  const end = lines.findIndex((row) => /^[┗└]/.test(row));
  return lines.slice(2, end).map((row) => row.slice(1, row.search(/[┃│](?:[┌│└┏┃┗]|$)/)).trimEnd());
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe('a document of one line, as helper libraries print it', () => {
  it.each([
    [120, 40],
    [80, 24],
    [60, 20],
  ])('is laid out at %ix%i, with a mark for each verb and findings below theirs', async (columns, rows) => {
    const shown = await openAtPrompt({ columns, rows });
    await shown.press('jjjb', '●');
    await matchesGolden(`laid-out-${columns}x${rows}`, shown);
  });

  it('has the mark of a verb that runs, and of those around it', async () => {
    const shown = await openAtPrompt({});
    await shown.press('s', 'RUNNING Say');
    expect(documentRows(shown).filter((row) => /^.[▸▹✓]/.test(row))).toEqual([
      ' ✓  1:49    <Say voice="alice">Welcome to the bank.</Say>',
      ' ▹  1:94    <Gather action="/route" numDigits="1" timeout="5">',
      ' ▸ 1:144      <Say>For sales press 1.</Say>',
    ]);
    await matchesGolden('laid-out-running-80x24', shown);
  });

  it('takes a breakpoint on one of its verbs: the others on the line are not stopped at', async () => {
    const shown = await open({});
    await shown.press('jjjjjb', /●\s+1:206!/);
    expect(documentRows(shown).filter((row) => row.startsWith('●'))).toHaveLength(1);
    await shown.press('c', 'RUNNING Say');
    await passUntil(shown, 'PAUSED at Say');
    expect(shown.session.ready()?.element.column).toBe(206);
    expect(documentRows(shown).find((row) => row.startsWith('●'))).toMatch(/^●▸ 1:206!/);
  });

  it('says so where no verb starts on the row of the cursor', async () => {
    const shown = await open({});
    await shown.press('g', (text) => text.includes('<?xml'));
    await shown.press('b', 'no verb starts on this row: j and k move to one');
  });

  it('is found by the jump to a problem, and left by the one to where the call is', async () => {
    const shown = await open({});
    await shown.press('!', 'line 1 column 217');
    shown.terminal.type('\t\t');
    await shown.press('b', /●\s+1:206!/);
    await shown.press('.', (text) => !text.includes('. now'));
    await shown.press('b', /●▸\s+1:49 /);
  });

  it('is shown as it was sent with a key, and back', async () => {
    const shown = await openAtPrompt({});
    expect(documentRows(shown)).toHaveLength(9);
    await shown.press('jj', '. now');
    await shown.press('=', 'TwiML as sent /voice');
    expect(documentRows(shown)[0]).toMatch(/^ ▸ 1! …/);
    // The cursor stays where it was in the document: at the prompt's Play, or the verb before a closing tag.
    await shown.press('b', /●▸ 1!/);
    expect(shown.session.breakpoints).toHaveLength(1);
    await shown.press('=', 'TwiML laid out /voice');
    expect(documentRows(shown).filter((row) => row.startsWith('●'))).toEqual([
      '●  1:173      <Play>/jingle.mp3</Play>',
    ]);
  });
});

describe('a document of one line with wide characters', () => {
  it('is cut where they end, and scrolled without cutting one in two', async () => {
    const words = '日本語👍'.repeat(30);
    const app = { '/voice': ok(`<Response><Say>${words}</Say><Pause/></Response>`) };
    const shown = await open({ app, columns: 60, rows: 20 });
    expect(documentRows(shown)[1]).toMatch(/^ ▸ {2}1:11 {4}<Say>日本語👍.*…$/);
    await shown.press('\u001B[C', /1:11 {2}….*…/);
    for (let times = 0; times < 12; times++) shown.terminal.type('\u001B[C');
    await shown.press('', '</Say>');
    expect(shown.terminal.emulator.text).not.toContain('U+D8');
  });
});

describe('a document with a verb a line', () => {
  it('is shown as it was sent, and laid out with the command', async () => {
    const shown = await open({ app: { '/voice': LINES } });
    expect(documentRows(shown)).toContain('   3    <Dial><Number>+15551230009</Number></Dial>');
    expect(shown.terminal.emulator.text).toContain('TwiML /voice');
    await shown.press(':layout\r', 'TwiML laid out /voice');
    expect(documentRows(shown).slice(0, 6)).toEqual([
      '        <Response>',
      ' ▸ 2:3    <Say>One verb a line.</Say>',
      '   3:3    <Dial>',
      '   3:9      <Number>+15551230009</Number>',
      '          </Dial>',
      '        </Response>',
    ]);
    await shown.press('=', 'TwiML /voice');
    // How it is shown stays with another call.
    await shown.press('=', 'TwiML laid out /voice');
    await shown.press('r', /TwiML laid out \/voice/);
  });
});

describe('a document of one line that cannot be parsed', () => {
  it('is shown around the place where, with what is wrong below it', async () => {
    const shown = await open({ app: { '/voice': ok(UNREADABLE) }, columns: 60, rows: 20 });
    await shown.press('', 'ERROR 12100');
    const [first = '', second = ''] = documentRows(shown);
    expect(first).toContain('& conditions');
    expect(second.indexOf('└')).toBe(first.indexOf('&'));
    await shown.press('=', 'is shown as it was sent');
    await shown.press('!', /Terms & cond.*…?[┃│]/);
    const rows = shown.terminal.emulator.lines;
    const caret = rows.findIndex((row) => /\| +\^/.test(row));
    expect(rows[caret]?.indexOf('^')).toBe(rows[caret - 1]?.indexOf('&'));
  });
});

describe('the longest document there can be', () => {
  it('is moved through at once, with its last verbs as its first', async () => {
    const verbs = '<Say voice="alice">Some words here</Say>'.repeat(1500);
    const shown = await open({ app: { '/voice': ok(`<Response>${verbs}</Response>`) } });
    await shown.press('G', '1502 of 1502');
    await shown.press('kb', /●\s+1:59971 /);
    const before = performance.now();
    for (let times = 0; times < 10; times++) {
      await shown.press('g', / 1-9 of 1502/);
      await shown.press('G', '1502 of 1502');
    }
    expect((performance.now() - before) / 20).toBeLessThan(250);
  });
});
