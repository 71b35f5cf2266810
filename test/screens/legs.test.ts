import { afterEach, describe, expect, it } from 'vitest';
import { QUEUE, SWITCHBOARD } from '../support/legs-app.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

async function open(plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app: SWITCHBOARD, byHand: true, ...plan });
  await ui.terminal.emulator.until(/PAUSED|RUNNING|ENDED/);
  return ui;
}

/** Runs the greeting and dials: both phones ring. */
async function openRinging(plan: UiPlan = {}): Promise<RunningUi> {
  const shown = await open(plan);
  await shown.press('n', 'RUNNING Say');
  shown.clock.pass(5_000);
  await shown.press('n', /2 phones ring|callee 1 (rings|is dialled)/);
  shown.clock.pass(1_000);
  await shown.terminal.emulator.until(/callee 2 .*rings|▸1 caller Dial {3}2 rings {3}3 rings/);
  return shown;
}

/** The first callee answers, presses 1 and is connected. */
async function openBridged(plan: UiPlan = {}): Promise<RunningUi> {
  const shown = await openRinging(plan);
  await shown.press('>+', 'screening');
  await shown.press('1', '/accept');
  shown.clock.pass(10_000);
  await shown.terminal.emulator.until('TALKING to caller');
  // The key that was pressed is lit for a moment.
  await shown.terminal.emulator.until((text) => !/Keypad \w+ callee 1 {2}1/.test(text));
  return shown;
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  const { lines } = terminal.emulator;
  expect(lines.filter((line) => line.length > terminal.stdout.columns)).toEqual([]);
}

const SIZES = [
  [120, 40],
  [80, 24],
  [60, 16],
] as const;

describe('whole frames with several legs', () => {
  it.each(SIZES)('at %ix%i show two phones that ring, and what can be done', async (columns, rows) => {
    await matchesGolden(`ringing-${columns}x${rows}`, await openRinging({ columns, rows }));
  });

  it.each(SIZES)('at %ix%i show two parties that talk to each other', async (columns, rows) => {
    await matchesGolden(`bridged-${columns}x${rows}`, await openBridged({ columns, rows }));
  });

  it('show a callee in the screening document, stepped like any other', async () => {
    const shown = await openRinging({ columns: 120, rows: 40 });
    await shown.press('>', 'PHONE RINGS');
    await shown.press(' ', 'PAUSED');
    await shown.press('+', 'then answers');
    await shown.press('n', 'PAUSED at Gather');
    await matchesGolden('screening-120x40', shown);
    await shown.press('s', 'screening > before Say');
  });

  it('show who waits in a queue with the documents that are heard there, and who calls next', async () => {
    const shown = await open({ app: QUEUE, columns: 120, rows: 40 });
    await shown.press('s', 'main > wait');
    await shown.press(':call /agent from +15550001234\r', 'caller 2');
    await matchesGolden('queue-120x40', shown);
    await shown.press('>', 'waiting for the first document');
    await shown.press('c', 'TALKING to caller');
  });

  it('show the field for what is said', async () => {
    const shown = await openBridged({ columns: 80, rows: 24 });
    await shown.press('X', 'PAUSED at Gather');
    await shown.press('c', 'RUNNING Say');
    shown.clock.pass(2_000);
    await shown.terminal.emulator.until('LISTENING');
    await shown.press('t', 'Say, as the caller');
    await shown.press('I lost my card', 'I lost my card');
    await matchesGolden('speech-80x24', shown);
  });

  it('draw it all in ASCII', async () => {
    const shown = await openRinging({ columns: 120, rows: 40, ascii: true });
    expect(shown.terminal.emulator.text).toMatch(/^[\n -~]*$/);
  });

  it('without colour tell the leg that is looked at, and the one that holds, by their marks', async () => {
    const shown = await openRinging({ columns: 120, rows: 40, env: { NO_COLOR: '1' } });
    await shown.press('>+', 'screening');
    await shown.press(' c', 'screening');
    expect(shown.terminal.emulator.text).toMatch(/▸ 2 callee 1 /);
    await shown.press(' ', 'PAUSED');
    await shown.press('1n', 'holds');
    const codes = shown.terminal.emulator.raw
      .match(/(?<=\[)[\d;]+(?=m)/g)
      ?.flatMap((code) => code.split(';'));
    expect(codes?.filter((code) => /^(3[0-7]|4[0-7]|9\d)$/.test(code))).toEqual([]);
  });
});

describe('many legs', () => {
  const NUMBERS = Array.from({ length: 10 }, (_, at) => `<Number>+1555000${1000 + at}</Number>`);
  const MANY = { '/voice': `<Dial>\n${NUMBERS.join('\n')}\n</Dial>`, '/after': '<Hangup/>' };

  async function openMany(plan: UiPlan): Promise<RunningUi> {
    const shown = await open({ app: MANY, ...plan });
    await shown.press('n', 'RUNNING Dial');
    shown.clock.pass(1_000);
    await shown.terminal.emulator.until(/callee 10 +call +ringing/);
    return shown;
  }

  it('are counted where there is no room to list them', async () => {
    const shown = await openMany({ columns: 60, rows: 20 });
    await shown.press('>>', /▸3 callee 2 rings {2}others: 1 runs, 9 ring/);
    await shown.press('-', /▸1 caller Dial {2}others: 9 ring, 1 over/);
    await shown.press(' >', /▸2 callee 1 rings {2}others: 1 runs, 1 over, 8 ring/);
  });

  it.each([
    [80, 24],
    [60, 20],
  ])('at %ix%i have the one that is answered named with its key', async (columns, rows) => {
    const shown = await openMany({ columns, rows });
    await shown.press('>', '+ answer callee 1  - busy');
    await matchesGolden(`many-ring-${columns}x${rows}`, shown);
    await shown.press('+', 'TALKING to caller');
    expect(shown.terminal.emulator.text).not.toContain('+ answer');
  });

  it('are named with their exchanges, and not where there is one only', async () => {
    const shown = await openBridged({ columns: 80, rows: 24 });
    await shown.press(']', '[HTTP]');
    await matchesGolden('legs-http-80x24', shown);
    const one = await alone();
    expect(one.terminal.emulator.text).not.toContain('# leg');
  });

  async function alone(): Promise<RunningUi> {
    await ui?.quit();
    const shown = await open({ columns: 80, rows: 24 });
    await shown.press(']', '[HTTP]');
    return shown;
  }
});

describe('a star that ends a Dial', () => {
  const STAR = {
    '/voice': '<Dial hangupOnStar="true" action="/after">+15550001111</Dial>',
    '/after': '<Say>Done.</Say>',
  };

  it.each([
    [80, 24],
    [120, 40],
  ])('at %ix%i says once what it does', async (columns, rows) => {
    const shown = await open({ app: STAR, columns, rows });
    await shown.press('n', /Keypad LIVE caller|\* ends the Dial/);
    shown.clock.pass(1_000);
    await shown.press('+', 'TALKING to caller');
    await shown.press('<', '* hangs up callee 1');
    await matchesGolden(`star-${columns}x${rows}`, shown);
    await shown.press('*', /PAUSED at Say/);
    expect(shown.terminal.emulator.text).toMatch(/caller +presses \*/);
  });
});

describe('the keys for legs', () => {
  it('go through those that go on, and :leg looks at any', async () => {
    const shown = await openRinging();
    await shown.press('>', /▸ 2 callee 1/);
    await shown.press('-', /callee 1 .* over: busy/);
    expect(shown.terminal.emulator.text).toMatch(/▸ 1 caller/);
    await shown.press('>', /▸ 3 callee 2/);
    await shown.press('>', /▸ 1 caller/);
    await shown.press('<', /▸ 3 callee 2/);
    await shown.press(':leg 2\r', 'The leg of callee 1 (+15550001111) is over: busy.');
    await shown.press('5', 'this leg is over: > and < show other legs');
    await shown.press(':leg 9\r', 'write a number from 1 to 3');
  });

  it('answer the only phone that rings, whatever is looked at', async () => {
    const shown = await openRinging();
    await shown.press('>-', 'the phone of callee 2 (+15550002222) rings');
    expect(shown.terminal.emulator.text).toMatch(/▸ 1 caller/);
    await shown.press('+', 'TALKING to caller');
    expect(shown.terminal.emulator.text).toMatch(/▸ 3 callee 2/);
    await shown.press('<', 'TALKING to callee 2');
  });

  it('say why they do nothing: nothing rings, or it is not clear who is meant', async () => {
    const shown = await open();
    await shown.press('+', 'no phone rings: one does when a <Dial> dials it');
    await shown.press('>', 'there is one leg only');
    await shown.press(':far-end close\r', 'nothing has a far end now');
    await shown.press('\u001B', (text) => !text.includes('Command'));
    await shown.press('n', 'RUNNING Say');
    shown.clock.pass(5_000);
    await shown.press('n', '2 phones ring');
    await shown.press('+', 'several phones ring: > and < choose one');
    await shown.press('>X', 'its phone rings: + answers it');
    await shown.press(':answer dog\r', 'write machine or fax');
  });

  it('list in the help what can be done with several legs, and why not now', async () => {
    const shown = await open({ columns: 120, rows: 50 });
    await shown.press('?', 'Several legs');
    expect(shown.terminal.emulator.text).toMatch(
      /\+ +answer +\(no phone rings: one does when a <Dial> dials it\)/,
    );
    expect(shown.terminal.emulator.text).toMatch(
      /> +leg +\(there is one leg only: a <Dial>, or :call, brings/,
    );
  });
});

describe('the other ends of a phone that rings', () => {
  it.each([
    [':no-answer', 'over: no-answer'],
    [':fail', 'over: failed'],
    [':busy', 'over: busy'],
    [':answer machine', 'screening'],
  ])('%s', async (command, wanted) => {
    const shown = await openRinging();
    await shown.press('>', /▸ 2 callee 1/);
    await shown.press(`${command}\r`, wanted);
  });
});

describe('hanging up', () => {
  it('ends the leg that is looked at only, and what was held stays held', async () => {
    const shown = await openBridged();
    await shown.press(' ', 'PAUSED');
    await shown.press('X', /callee 1 .* over: completed/);
    expect(shown.session.held).not.toBeNull();
    expect(shown.terminal.emulator.text).toMatch(/▸ 1 caller/);
    await shown.press('c', 'RUNNING Say');
  });
});

describe('what is said', () => {
  async function openListening(): Promise<RunningUi> {
    const shown = await open({ app: { '/voice': SWITCHBOARD['/after'] ?? '', '/said': '<Hangup/>' } });
    await shown.press('nn', 'RUNNING Say');
    shown.clock.pass(2_000);
    await shown.terminal.emulator.until('LISTENING');
    return shown;
  }

  it('stops the clock while it is written, and is heard when Enter is pressed', async () => {
    const shown = await openListening();
    await shown.press('t', 'Say, as the caller');
    shown.clock.pass(60_000);
    await shown.press('my card, 12#\r', 'says "my card, 12#"');
    shown.clock.pass(10_000);
    await shown.terminal.emulator.until('/said');
    expect(shown.asked.at(-1)?.params).toMatchObject({ SpeechResult: 'my card, 12#', Confidence: '0.9' });
  });

  it('may have a confidence, recalls what was said before, and is dropped by Esc', async () => {
    const shown = await openListening();
    await shown.press('tno', ' no ');
    await shown.press('\u001B', (text) => !text.includes('Say, as'));
    await shown.press('t"yes" 0.6\r', 'says "yes"');
    shown.clock.pass(10_000);
    await shown.terminal.emulator.until('/said');
    expect(shown.asked.at(-1)?.params).toMatchObject({ SpeechResult: 'yes', Confidence: '0.6' });
  });

  it('is refused where nothing listens for speech', async () => {
    const shown = await open();
    await shown.press('t', 'nothing listens for speech');
  });
});

describe('a live update', () => {
  it('takes the leg that is looked at to another document, by a path of the app', async () => {
    const shown = await openRinging();
    await shown.press(':update /said\r', /\/said {2}200/);
    expect(shown.asked.at(-1)).toMatchObject({ path: '/said', method: 'POST' });
    await shown.terminal.emulator.until(/callee 2 .* over/);
  });

  it('ends the call', async () => {
    const shown = await openRinging();
    await shown.press(':update hang up\r', 'ENDED (completed)');
  });

  it('is refused for what cannot be asked', async () => {
    const shown = await openRinging();
    await shown.press(':update ftp://app.test/x\r', 'is neither an http or https URL');
  });
});
