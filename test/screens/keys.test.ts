import { afterEach, describe, expect, it } from 'vitest';
import { BANK } from '../support/bank-app.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

const PASTE = (text: string) => `\u001B[200~${text}\u001B[201~`;
const PIN = {
  '/voice': '<Gather finishOnKey="#" action="/pin"><Say>Your number?</Say></Gather>',
  '/pin': '<Hangup/>',
};

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

/** Lets a Gather for a number begin, and its prompt too. */
async function openAtNumber(plan: UiPlan = {}): Promise<RunningUi> {
  const shown = await open({ app: PIN, ...plan });
  await shown.press('s', 'PAUSED at Say');
  await shown.press('s', 'RUNNING Say');
  return shown;
}

function inputs({ session }: RunningUi): string {
  return session.journal
    .entries()
    .flatMap(({ event }) => (event.type === 'input' ? [event.value ?? event.kind] : []))
    .join('');
}

describe('the keypad', () => {
  it('takes 123# that arrive as one chunk for four presses', async () => {
    const shown = await openAtNumber();
    await shown.press('123#', '/pin');
    expect(inputs(shown)).toBe('123#');
    expect(shown.asked.at(-1)?.params).toMatchObject({ Digits: '123' });
  });

  it('gets its keys in every pane and under the help', async () => {
    const shown = await openAtNumber();
    await shown.press('1\t2\t3\t4?5', 'Help');
    expect(inputs(shown)).toBe('12345');
  });

  it('lights the key that was pressed, for a moment', async () => {
    const shown = await openAtNumber();
    const before = shown.terminal.emulator.raw.length;
    shown.terminal.type('7');
    await shown.terminal.emulator.until(() =>
      shown.terminal.emulator.raw.slice(before).includes('\u001B[7m 7 '),
    );
  });

  it('says beforehand what a press will do', async () => {
    const shown = await open();
    await shown.terminal.emulator.until('Keypad IGNORED');
    shown.terminal.type('s');
    shown.clock.pass(2000);
    await shown.terminal.emulator.until('PAUSED at Gather');
    await shown.terminal.emulator.until('keys wait for this verb: n starts it');
    await shown.press('s', /PAUSED (at|in) (?!Gather)|RUNNING|LISTENING/);
    await shown.press('9', /digits +9_/);
    await shown.press('X', 'Keypad OFF');
  });

  it('counts the timeout of a Gather down, and stands still while paused', async () => {
    const shown = await openAtNumber();
    shown.clock.pass(1_500);
    await shown.terminal.emulator.until('LISTENING');
    shown.clock.pass(1_000);
    await shown.press('7', /█+ 5\.0 s/);
    shown.clock.pass(2_000);
    await shown.terminal.emulator.until(/█+░+ 3\.0 s/);
    await shown.press(' ', 'PAUSED in Gather');
    shown.clock.pass(60_000);
    await shown.press('?', 'Help');
    await shown.press('\u001B', /█+░+ 3\.0 s/);
    await shown.press(' ', 'LISTENING');
  });

  it('dials a pasted number, and types nothing else that is pasted', async () => {
    const shown = await openAtNumber();
    await shown.press(PASTE('555-01 23'), /digits +5550123_/);
    await shown.press(PASTE('nnq\rr12#'), 'what is pasted is not typed');
    expect(inputs(shown)).toBe('5550123');
    expect(shown.terminal.emulator.onAlternateScreen).toBe(true);
  });
});

describe('running', () => {
  it('nn in one chunk are two steps', async () => {
    const shown = await open({
      byHand: false,
      app: { '/voice': '<Say>one</Say><Say>two</Say><Say>three</Say>' },
    });
    expect(shown.session.ready()?.element.id).toBe(1);
    shown.terminal.type('ss');
    await shown.terminal.emulator.until(() => shown.session.ready()?.element.id === 3);
    await shown.press('s', 'ENDED (completed)');
  });

  it('continues to a breakpoint that was set with the cursor, and survives a restart with it', async () => {
    const shown = await open({ byHand: false });
    await shown.press('jjjb', /● +6/);
    expect(shown.session.breakpoints).toEqual([{ type: 'place', path: '/voice', name: 'Play', ordinal: 0 }]);
    await shown.press('c', 'PAUSED at Play');
    await shown.press('r', 'PAUSED at Say');
    await shown.press('c', 'PAUSED at Play');
    await shown.press('b', (text) => !text.includes('●'));
    expect(shown.session.breakpoints).toEqual([]);
  });

  it('says why there can be no breakpoint where no verb starts', async () => {
    const shown = await open();
    await shown.press('gb', 'no verb starts on line 1');
    expect(shown.session.breakpoints).toEqual([]);
  });

  it('pauses and goes on with the space bar', async () => {
    const shown = await open();
    await shown.press(' ', 'RUNNING Say');
    await shown.press(' ', 'PAUSED in Say');
    await shown.press(' ', 'RUNNING Say');
  });

  it('hangs up, keeps the screen, and says what works then', async () => {
    const shown = await open();
    await shown.press('X', 'ENDED (no-answer)');
    await shown.press('s', 'the call is over: r places a new one');
    expect(shown.terminal.emulator.text).toContain('r restart');
    await shown.press('r', 'PAUSED at Say');
  });

  it('N goes back to the verb before, in a live call too, and L returns', async () => {
    const shown = await openAtNumber();
    await shown.press('N', 'PAST');
    await shown.press('L', (text) => !text.includes('PAST'));
  });

  it('Enter on a row of the story goes to its moment, and L returns', async () => {
    const shown = await openAtNumber();
    shown.session.pause();
    await shown.press('\t', '┏━ Call');
    await shown.press('g', '┏━ Call');
    await shown.press('\r', 'PAST');
    expect(shown.session.position).toBeLessThan(shown.session.length);
    await shown.press('L', (text) => !text.includes('PAST'));
    expect(shown.session.position).toBe(shown.session.length);
  });

  it('N says where there is nothing before', async () => {
    const shown = await open();
    await shown.press('N', 'this is the beginning');
  });
});

describe('looking around', () => {
  it('follows the execution cursor until it is moved, and again after .', async () => {
    const app = { '/voice': Array.from({ length: 90 }, (_, at) => `<Say>${at}</Say>`).join('\n') };
    const shown = await open({ app, byHand: false });
    await shown.press('G', '<Say>89</Say>');
    await shown.press('.', '<Say>0</Say>');
    shown.terminal.type('s'.repeat(50));
    await shown.terminal.emulator.until(/▸ 53 +<Say>50/);
  });

  it('Tab goes through the panes, Shift-Tab back, z gives one all the room', async () => {
    const shown = await open();
    await shown.press('\t', '┏━ Call');
    await shown.press('\t', '┏━ HTTP');
    await shown.press('\t', '┏━ [Params]');
    await shown.press('\t', '┏━ TwiML');
    await shown.press('\u001B[Z', '┏━ [Params]');
    await shown.press('z', (text) => !text.includes('TwiML'));
    await shown.press('\u001B', 'TwiML');
  });

  it('shows headers, signature and cookies under tabs', async () => {
    const shown = await open();
    await shown.press(']', '[Request]');
    expect(shown.terminal.emulator.text).toContain('I-Twilio-Idempotency-Token');
    await shown.press(']', '[Response]');
    expect(shown.terminal.emulator.text).toContain('200 OK');
    await shown.press(']', '[Cookies]');
    expect(shown.terminal.emulator.text).toContain('the jar now: empty');
    await shown.press(']', '[Cache]');
    expect(shown.terminal.emulator.text).toContain('bypass: the cache was not used');
    await shown.press(']', '[Timing]');
    await shown.press('[', '[Cache]');
  });

  it('jumps through the problems and to their lines', async () => {
    const app = { '/voice': '<Say loop="x">one</Say>\n<Say loop="y">two</Say>\n<Say>three</Say>' };
    const shown = await open({ app, byHand: false });
    await shown.press('s', '13510');
    await shown.press('s', 'invalid loop value "y"');
    await shown.press('!', '2 of 2');
    expect(shown.terminal.emulator.text).toContain('[Problem]');
    expect(shown.terminal.emulator.text).toMatch(/4 \| <Say loop="y">two<\/Say>/);
    await shown.press('!', '1 of 2');
    await shown.press('!', '2 of 2');
  });

  it('shows the line, the caret and the help of a problem where there is little room', async () => {
    const app = {
      '/voice': {
        body: '<Response>\n  <Say>one</Say>\n  <Say>two</Say>\n  <Say>Terms & conditions</Say>\n</Response>',
      },
    };
    const shown = await open({ app, byHand: false, columns: 80, rows: 24 });
    await shown.press('!', '[Problem]');
    expect(shown.terminal.emulator.text).toMatch(/4 \|.*Terms & conditions/);
    expect(shown.terminal.emulator.text).toMatch(/\| +\^/);
    expect(shown.terminal.emulator.text).toContain('help  ');
  });

  it('scrolls a long line sideways, and steps through the verbs of a document of one line', async () => {
    const verbs = Array.from(
      { length: 400 },
      (_, at) => `<Say voice="alice">Number ${at} of many</Say>`,
    ).join('');
    const shown = await open({ app: { '/voice': { body: `<Response>${verbs}</Response>` } }, byHand: false });
    await shown.press('jjj', 'Number 3 of many');
    await shown.press('b', /●/);
    expect(shown.session.breakpoints).toMatchObject([{ name: 'Say', ordinal: 3 }]);
    await shown.press('\u001B[C\u001B[C', 'Number 4 of many');
    await shown.press('c', 'PAUSED at Say');
    await shown.press('.', 'Number 3 of many');
    await shown.press('G', 'Number 399 of many');
  });
});

describe('the digits of a card', () => {
  const PAY = { '/voice': '<Pay action="/after"/>', '/after': '<Hangup/>' };

  it('are nowhere on the screen, while they wait, when they are typed, and in the history', async () => {
    const shown = await open({ app: PAY, columns: 80, rows: 24 });
    const { emulator } = shown.terminal;
    await shown.press('4111', 'QUEUED  **** waiting');
    await shown.press('c', /presses \*{4} /);
    await shown.press(':press 111122223333\r', /presses \*{16} /);
    await shown.press(':', 'Command');
    await shown.press('\u001B[A', 'choices');
    expect(emulator.text).not.toMatch(/1111|2222/);
  });

  it('that are a number for a Gather are in one row', async () => {
    const shown = await openAtNumber({ columns: 80, rows: 24 });
    await shown.press(':press 4111111111111111\r', 'presses 4111111111111111');
    await shown.press('\t', '┏━ [Call]');
    await shown.press('k', 'G follows');
  });
});
