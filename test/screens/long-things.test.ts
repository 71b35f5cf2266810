import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../src/http/wire/transport.ts';
import { type Answer, ok } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

async function open(app: Readonly<Record<string, Answer>>, plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app, byHand: true, columns: 80, rows: 24, ...plan });
  await ui.terminal.emulator.until(/PAUSED|RUNNING|WAITING/);
  return ui;
}

/** Rows of the document as they are on the screen, without the border. */
function documentRows({ terminal }: RunningUi): readonly string[] {
  return terminal.emulator.lines
    .filter((row) => /^[┃│] ./.test(row))
    .map((row) => row.slice(1, -1).trimEnd());
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe('a long line of a document', () => {
  const LINE = `<Response>${'<Say>So many words.</Say>'.repeat(20)}</Response>`;
  it('has an ellipsis wherever it goes on, at both ends', async () => {
    const shown = await open({ '/voice': ok(`${LINE}\n<!-- short -->\n`) });
    await shown.press('=g', /1 {2}<Response>/);
    expect(documentRows(shown)[0]).toMatch(/1 {2}<Response>.*…$/);
    await shown.press('\u001B[C', (text) => /1 {2}….*…[┃│]/.test(text));
    await shown.press('\u001B[C', (text) => /2 {2}…\s*[┃│]/.test(text));
    for (let times = 0; times < 20; times++) shown.terminal.type('\u001B[C');
    await shown.terminal.emulator.until(/1 {2}….*<\/Response>/);
  });

  it('has none of its characters cut in two', async () => {
    const emoji = `<Response><Say>${'👍'.repeat(60)}</Say></Response>`;
    const shown = await open({ '/voice': ok(emoji) });
    await shown.press('=', /1 {2}<Response>/);
    expect(documentRows(shown)[0]).toMatch(/👍… ?$/);
    await shown.press('\u001B[C', /1 {2}…👍/);
    expect(shown.terminal.emulator.text).not.toContain('U+D8');
  });
});

describe('a long URL', () => {
  const URL = `/next/${'segment/'.repeat(40)}?${'name=value&amp;'.repeat(20)}last=1`;
  const APP = { '/voice': `<Redirect>${URL}</Redirect>`, '/next': '<Pause length="9"/>' };

  async function openThere(): Promise<RunningUi> {
    const [path = ''] = URL.split('?');
    const shown = await open({ ...APP, [path]: '<Say>There.</Say>\n'.repeat(30) });
    await shown.press('s', 'PAUSED at Say');
    return shown;
  }

  it('leaves room for how much of the document is shown, and for the parameters', async () => {
    const shown = await openThere();
    await shown.press(']]', '[Params]');
    await matchesGolden('long-url-80x24', shown);
  });

  it('is told in full with the request', async () => {
    const shown = await openThere();
    await shown.press(']]]z', '[Request]');
    expect(shown.terminal.emulator.text.replaceAll(/[┃\s]/g, '')).toContain('name=value&last=1');
  });
});

describe('a long line that is typed', () => {
  it('has an ellipsis where it goes on, before the cursor and after it', async () => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' });
    await shown.press(':', 'choices');
    for (let times = 0; times < 10; times++) shown.terminal.type('abc abc abc ');
    await shown.press('END', /:….*END {2,}┃/);
    await shown.press('\u0001', /:abc abc .*…\s?┃/);
  });

  it('is not said again in full when it is no command', async () => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' });
    await shown.press(':', 'choices');
    await shown.press('x'.repeat(100), 'no command looks like this');
    await shown.press('\r', /x…" is not a/);
  });
});

describe('what is pasted where it cannot be typed', () => {
  const TEXT = 'quit now\rnext continue\r123 and break here, hang up; X q n c r\r'.repeat(3);

  it.each([
    ['with the marks of a paste', `\u001B[200~${TEXT}\u001B[201~`],
    ['without them', TEXT],
  ])('runs nothing, %s', async (_how, pasted) => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' });
    await shown.press(pasted, 'what is pasted is not typed');
    expect(shown.terminal.emulator.text).toContain('PAUSED at Say');
    expect(shown.session.journal.entries().filter(({ event }) => event.type === 'input')).toEqual([]);
  });
});

describe('a terminal that is too small', () => {
  it.each([
    [59, 20, 'terminal too small (need 60x16, have 59x20)'],
    [30, 10, 'needs 60x16, has 30x10'],
    [20, 5, 'need 60x16'],
    [6, 2, '60x16'],
  ])('of %ix%i says so in words that fit', async (columns, rows, said) => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' });
    shown.terminal.resize(columns, rows);
    await shown.terminal.emulator.until((text) => text.startsWith(`${said}\n`));
    shown.terminal.resize(80, 24);
    await shown.terminal.emulator.until('PAUSED at Say');
  });
});

describe('the keys at the bottom', () => {
  it('are those that do something now', async () => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>\n<Say>Goodbye.</Say>' });
    const { emulator } = shown.terminal;
    expect(emulator.text).toMatch(/n next {2}c continue {2}b break/);
    expect(emulator.text).not.toContain('. now');
    await shown.press('j', '. now');
    await shown.press('.', (text) => !text.includes('. now'));
    await shown.press('c', /n next {2}Space pause/);
    shown.clock.pass(20_000);
    await emulator.until('ENDED');
    await emulator.until(/^ r restart/m);
  });

  it('take one line where rows are few, and while something is typed', async () => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' }, { columns: 80, rows: 23 });
    expect(shown.terminal.emulator.text).not.toContain('Tab pane');
    shown.terminal.resize(80, 24);
    await shown.terminal.emulator.until(/Tab pane.* : command {2}\? help {2}q quit/);
    await shown.press(':', 'Enter run');
    expect(shown.terminal.emulator.lines.at(-1)).toMatch(/^ Enter run/);
  });

  it('scroll nothing where all of a text is there', async () => {
    const shown = await open({ '/voice': '<Say>Hello.</Say>' });
    await shown.press('yd', 'copied the document');
    expect(shown.terminal.emulator.lines.at(-2)).toBe(' Esc back  Ctrl-C interrupt');
  });
});

describe('a call that is hung up while its first document is waited for', () => {
  it('says that only the webhook has still to answer', async () => {
    const never = new Promise<never>(() => {});
    const transport: Transport = {
      send: () => never,
      accepts: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    };
    const shown = await open({}, { transport });
    await shown.press('', 'waiting for the first document');
    await shown.press('X', 'the call is over; the webhook has still to answer …');
  });
});
