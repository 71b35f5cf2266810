import { afterEach, describe, expect, it } from 'vitest';
import { BANK } from '../support/bank-app.ts';
import { failure } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

const NOTICES = ['signing with the example token; set TWILIO_AUTH_TOKEN to use yours'];

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

function open(plan: UiPlan): RunningUi {
  ui = startUi({ notices: NOTICES, byHand: true, ...plan });
  return ui;
}

/** Steps to the prompt inside the first Gather: something of everything is on the screen then. */
async function openAtPrompt(plan: UiPlan): Promise<RunningUi> {
  const shown = open({ app: BANK, ...plan });
  await shown.terminal.emulator.until('PAUSED at Say');
  shown.terminal.type('s');
  await shown.terminal.emulator.until('RUNNING Say');
  shown.clock.pass(10_000);
  await shown.press('s', 'PAUSED at Say');
  return shown;
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe('whole frames', () => {
  it('at 120x40 shows the document, the exchanges, their detail, the call and the keypad', async () => {
    const shown = await openAtPrompt({ columns: 120, rows: 40 });
    await shown.press('j', /5 .*Say>For sales/);
    await shown.press('b', '●');
    await matchesGolden('prompt-120x40', shown);
  });

  it('at 80x24 shows the document above one pane with tabs', async () => {
    await matchesGolden('prompt-80x24', await openAtPrompt({ columns: 80, rows: 24 }));
  });

  it('at 60x16, the smallest, still shows all of it', async () => {
    await matchesGolden('prompt-60x16', await openAtPrompt({ columns: 60, rows: 16 }));
  });

  it('at 200x60 gives the room to the panes', async () => {
    await matchesGolden('prompt-200x60', await openAtPrompt({ columns: 200, rows: 60 }));
  });

  it('with --ascii draws nothing but ASCII', async () => {
    const shown = await openAtPrompt({ columns: 80, rows: 24, ascii: true });
    await matchesGolden('prompt-80x24-ascii', shown);
    expect(shown.terminal.emulator.text).toMatch(/^[\n -~]*$/);
  });

  it.each([
    ['with ASCII where the locale has nothing else', { LANG: 'C' }, undefined, true],
    ['with all characters in it on request', { LANG: 'C' }, false, false],
    ['with ASCII in another one on request', { LANG: 'C.UTF-8' }, true, true],
  ])('draws %s', async (_, env, ascii, plain) => {
    const shown = await openAtPrompt({ columns: 80, rows: 24, env, ascii });
    expect(/^[\n -~]*$/.test(shown.terminal.emulator.text)).toBe(plain);
  });

  it.each([120, 60])('says once what is worth saying once, and again in the help, at %i', async (columns) => {
    const remarks = ['signing with an example token: set TWILIO_AUTH_TOKEN'];
    const shown = open({
      app: { '/voice': '<Say>Hello.</Say>' },
      notices: ['certificates'],
      remarks,
      columns,
      rows: 24,
    });
    await shown.terminal.emulator.until('PAUSED at Say');
    await shown.terminal.emulator.until(
      columns === 120 ? /certificates · signing .*TOKEN/ : 'certificates · signing',
    );
    await shown.press('n', (text) => text.includes('certificates') && !text.includes('signing'));
    await shown.press('?', 'Help');
    await shown.press('G', 'signing with an example token');
    await shown.press('\u001B', (text) => !text.includes('Help'));
  });

  it('lists every key in the help, and why one does nothing now', async () => {
    const shown = await openAtPrompt({ columns: 120, rows: 50 });
    await shown.press('?', 'Help');
    await matchesGolden('help-120x50', shown);
    await shown.press('\u001B', (text) => !text.includes('Help'));
  });

  it('says calmly that nothing listens, and how to try again', async () => {
    const shown = open({ app: { '/voice': failure('refused', 'ECONNREFUSED') }, columns: 80, rows: 24 });
    await shown.terminal.emulator.until('Nothing listens at http://app.test/voice.');
    shown.clock.pass(20_000);
    await shown.terminal.emulator.until('ENDED by error 11202');
    await matchesGolden('nothing-listens-80x24', shown);
  });

  it('shows a document that cannot be parsed with the place and what to try', async () => {
    const shown = open({
      app: { '/voice': { body: '<Response>\n  <Say>Hello</say>\n</Response>' } },
      columns: 80,
      rows: 24,
    });
    await shown.terminal.emulator.until('12100');
    await matchesGolden('broken-document-80x24', shown);
  });

  it('shows the redirect, the cookies and the cache in the exchange log', async () => {
    const shown = await openAtPrompt({ columns: 120, rows: 40 });
    shown.terminal.type('n');
    await shown.press('1', 'sales');
    await shown.press('\t\t', /━ HTTP/);
    await shown.press('k', '▸ 2 POST');
    await shown.press(']]]', '[Cookies]');
    await matchesGolden('redirect-120x40', shown);
  });
});

describe('NO_COLOR', () => {
  it('sends no colour, keeps bold and inverse, and tells every mark by its glyph', async () => {
    const shown = await openAtPrompt({ columns: 120, rows: 40, env: { NO_COLOR: '1' } });
    await shown.press('jb', '●');
    const codes = new Set(shown.terminal.emulator.raw.match(/(?<=\[)[\d;]+(?=m)/g));
    const parameters = new Set([...codes].flatMap((code) => code.split(';')));
    expect(
      [...parameters].filter((code) => /^(3|4|9|10)\d$/.test(code) && code !== '39' && code !== '49'),
    ).toEqual([]);
    expect(parameters.has('1')).toBe(true);
    expect(parameters.has('7')).toBe(true);
    expect(shown.terminal.emulator.text).toMatch(/✓ +3 /);
    expect(shown.terminal.emulator.text).toMatch(/▹ +4 /);
    expect(shown.terminal.emulator.text).toMatch(/▸ +5 /);
  });
});
