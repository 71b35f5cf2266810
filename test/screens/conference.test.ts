import { afterEach, describe, expect, it } from 'vitest';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

const APP = {
  '/voice': [
    '  <Dial>',
    '    <Conference endConferenceOnExit="true" waitUrl="" statusCallback="/status"',
    '      statusCallbackEvent="mute">Room 1</Conference>',
    '  </Dial>',
  ].join('\n'),
  '/guest': '  <Dial><Conference startConferenceOnEnter="false" muted="true">Room 1</Conference></Dial>',
  '/waiting': '  <Dial><Conference startConferenceOnEnter="false" waitUrl="">Hall</Conference></Dial>',
  '/attention': '  <Say>Attention, please.</Say>',
  '/status': '',
};

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

/** Two callers talk in a room, the second of them muted. */
async function open(plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app: APP, byHand: true, ...plan });
  await ui.terminal.emulator.until('PAUSED at Dial');
  await ui.press('c', 'IN Room 1, waiting');
  await ui.press(':call /guest from +15550002222\r', 'IN Room 1  ');
  return ui;
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  const { lines } = terminal.emulator;
  expect(lines.filter((line) => line.length > terminal.stdout.columns)).toEqual([]);
}

describe('a conference on the screen', () => {
  it.each([
    [120, 40],
    [80, 24],
    [60, 16],
  ])('is named with who is what in it, and what a moderator did, at %ix%i', async (columns, rows) => {
    const shown = await open({ columns, rows });
    await shown.press(':mute\r', 'IN Room 1, muted');
    await shown.press(':hold\r', 'IN Room 1, on hold');
    await shown.press(':announce /attention\r', 'announce');
    // What was just done is said until the next key.
    await shown.press('.', (text) => !text.includes('caller: announce'));
    await matchesGolden(`conference-${columns}x${rows}`, shown);
  });

  it('says who waits for a moderator, and that nobody hears their keys', async () => {
    const shown = await open();
    await shown.press(':call /waiting from +15550003333\r', 'in Hall, waits for a moderator');
    await shown.press('<', 'IN Hall, waiting');
    await shown.terminal.emulator.until('waiting in a conference: nobody hears a key');
  });

  it('shows what is done in the log, by the name of its leg', async () => {
    const shown = await open({ columns: 220, rows: 60 });
    await shown.press(':mute\r', /caller +is muted in Room 1/);
    await shown.terminal.emulator.until('/status  200  StatusCallbackEvent=participant-mute');
    await shown.press(':unmute\r', /caller +is heard again in Room 1/);
    await shown.press(':kick\r', /caller +is removed from Room 1/);
    await shown.terminal.emulator.until('ENDED');
  });
});
