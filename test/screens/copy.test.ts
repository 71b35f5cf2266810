import { afterEach, describe, expect, it } from 'vitest';
import { BANK } from '../support/bank-app.ts';
import { ok } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

async function open(plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app: BANK, byHand: true, ...plan });
  await ui.terminal.emulator.until(/PAUSED|ENDED/);
  return ui;
}

/** What the terminal was asked to put on its clipboard, one text after the other. */
function clipboard({ terminal }: RunningUi): readonly string[] {
  const asked = terminal.emulator.raw.split('\u001B]52;c;').slice(1);
  return asked.map((rest) => Buffer.from(rest.split('\u0007', 1)[0] ?? '', 'base64').toString());
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe('the copy menu', () => {
  it.each([
    [120, 40],
    [80, 24],
    [60, 16],
  ])('opens below the panes at %ix%i', async (columns, rows) => {
    const shown = await open({ columns, rows });
    await shown.press('y', 'Copy POST http://app.test/voice, 200');
    await matchesGolden(`copy-menu-${columns}x${rows}`, shown);
    await shown.press('\u001B', (text) => !text.includes('━ Copy'));
  });

  it('is about the selected request, else the newest', async () => {
    const shown = await open();
    shown.terminal.type('n');
    shown.clock.pass(10_000);
    await shown.terminal.emulator.until('PAUSED at Gather');
    shown.terminal.type('nn');
    await shown.press('1', '↪ /sales');
    await shown.press('y', 'Copy GET http://app.test/sales, 200');
    await shown.press('\u001B', (text) => !text.includes('━ Copy'));
    await shown.press('\t\tk', '▸ 2 POST');
    await shown.press('y', 'Copy POST http://app.test/route, 302');
  });

  it('says why something cannot be copied', async () => {
    const shown = await open();
    await shown.press('y', 'signed    (it was not signed)');
    await shown.press('s', ' it was not signed');
    expect(clipboard(shown)).toEqual([]);
  });

  it('lets no key through to anything else, but those of the caller', async () => {
    const shown = await open();
    await shown.press('y', '━ Copy');
    await shown.press('n', (text) => !text.includes('━ Copy') && text.includes('PAUSED at Say'));
    await shown.press('y', '━ Copy');
    await shown.press('7', () => shown.session.queued.length === 1);
    expect(shown.session.queued).toEqual([{ type: 'key', value: '7' }]);
    await shown.press('y', (text) => !text.includes('━ Copy'));
  });
});

describe('what is copied', () => {
  it('goes to the clipboard of the terminal, and is shown for those that have none', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await shown.press('yc', 'copied the curl command (');
    await matchesGolden('copied-curl-80x24', shown);
    const [command = ''] = clipboard(shown);
    expect(command).toMatch(/^curl -X POST --url 'http:\/\/app\.test\/voice' \\\n {2}-H '/);
    expect(command).toContain("--data-raw 'From=%2B15551230001'");
    const text = shown.terminal.emulator.lines.slice(4, 20).join('\n');
    expect(command.startsWith(text.split('\n').slice(0, 5).join('\n'))).toBe(true);
    await shown.press('j', '2-');
    await shown.press('G', (now) => now.includes('FromCountry='));
    await shown.press('q', 'TwiML');
  });

  it('is said in one line where it fits', async () => {
    const shown = await open();
    await shown.press('yu', ' copied the URL: http://app.test/voice');
    expect(clipboard(shown)).toEqual(['http://app.test/voice']);
    expect(shown.terminal.emulator.text).toContain('TwiML');
  });

  it('can be a document, as it came', async () => {
    const body = '<Response>\r\n\t<Say>ñ ☎ \u009B31m</Say>\n</Response>';
    const shown = await open({ app: { '/voice': { body } } });
    await shown.press('yd', 'copied the document (');
    expect(clipboard(shown)).toEqual([body]);
    expect(shown.terminal.emulator.text).toContain('    <Say>ñ ☎ <U+009B>31m</Say>');
  });

  it('can be too long for a clipboard: then it is only shown', async () => {
    const body = `<Response><Say>${'x'.repeat(80_000)}</Say></Response>`;
    const app = { '/voice': { ...ok(body), bytes: 60_000, rawBytes: 60_000 } };
    const shown = await open({ app, columns: 80, rows: 24 });
    await shown.press('yd', 'the document (78 kB), too long for a clipboard');
    expect(clipboard(shown)).toEqual([]);
  });

  it('can be all rows of the focused pane, without its border', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await shown.press('yv', 'copied the view (');
    const [view = ''] = clipboard(shown);
    expect(view.split('\n')[0]).toBe('TwiML /voice');
    expect(view).toContain('   9    <Redirect method="GET">/voice?again=1</Redirect>');
    expect(view).not.toMatch(/[┃│━─]/);
    await shown.press('\u001B', '┏━ TwiML');
    await shown.press('\tyv', 'TwiML     /voice');
    expect(clipboard(shown)[1]).toMatch(/^Call\n/);
  });

  it('can be named at the prompt', async () => {
    const shown = await open();
    await shown.press(':copy url\r', ' copied the URL: http://app.test/voice');
    await shown.press(':copy that\r', 'copy what? curl, signed, url, document, view');
    await shown.press('\u001B', (text) => !text.includes('copy what?'));
    await shown.press(':copy\r', '━ Copy');
  });

  it('keeps its place when the terminal changes its size', async () => {
    const shown = await open();
    await shown.press('yc', 'copied the curl command (');
    shown.terminal.resize(80, 24);
    await shown.terminal.emulator.until(/1-\d+ of \d+/);
    await shown.press('G', /-(\d+) of \1/);
    shown.terminal.resize(120, 40);
    await shown.terminal.emulator.until("curl -X POST --url 'http://app.test/voice'");
  });
});
