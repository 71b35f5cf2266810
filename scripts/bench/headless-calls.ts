import { request } from 'undici';
import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { inboundCall } from '../../src/call/inbound-call.ts';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/data-files.ts';
import { virtualClock } from '../../src/clock.ts';
import { parseCallerScript } from '../../src/debug/caller-script.ts';
import { NO_RECORDER } from '../../src/debug/recorder.ts';
import { scriptedCaller } from '../../src/debug/scripted-caller.ts';
import { signingSender } from '../../src/debug/sender.ts';
import { Session } from '../../src/debug/session.ts';
import { stepper } from '../../src/engine/step.ts';
import { undiciTransport } from '../../src/http/undici-transport.ts';
import { median } from './statistics.ts';

const CALLS = 400;
const ROUNDS = 9;
/** Until V8 has compiled what is hot, ours being the larger program. */
const WARM_UP = 5;

/** Calls a second of whole headless calls (three webhooks each), against the same requests sent by bare undici. */
export async function benchHeadlessCalls(origin: string): Promise<string[]> {
  const transport = undiciTransport();
  const script = parseCallerScript('press 1; press 4711');
  const actions = script.ok ? script.actions : [];
  const sent: { url: string; headers: [string, string][]; body: string }[] = [];
  const step = stepper(voice(loadLanguage()));
  const recordingTransport = {
    ...transport,
    send: (wire: Parameters<typeof transport.send>[0], signal: AbortSignal) => {
      if (sent.length < 3)
        sent.push({ url: wire.url, headers: wire.headers.map(([n, v]) => [n, v]), body: wire.body ?? '' });
      return transport.send(wire, signal);
    },
  };
  const call = () =>
    new Promise<void>((resolve) => {
      const session = new Session(
        {
          leg: inboundCall(`${origin}/voice`),
          rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
          breakpoints: [],
          notices: [],
          stopOnEntry: false,
          holds: false,
          maxSteps: 1000,
        },
        {
          step,
          sender: signingSender(recordingTransport, { key: { authToken: 'token', name: 'token' } }),
          speaker: silentSpeaker(),
          clock: virtualClock,
          casting: () => () => [scriptedCaller(actions)],
          recorder: () => NO_RECORDER,
          seed: () => 'seed',
          date: () => Date.now(),
        },
      );
      session.subscribe({ happened: (event) => event.type === 'end' && resolve() });
      session.restart();
    });
  const bare = async () => {
    for (const { url, headers, body } of sent) {
      const response = await request(url, { method: 'POST', headers: headers.flat(), body });
      await response.body.text();
    }
  };
  await call();
  const time = async (one: () => Promise<void>) => {
    const started = performance.now();
    for (let i = 0; i < CALLS; i++) await one();
    return (performance.now() - started) / CALLS;
  };
  await call();
  for (let round = 0; round < WARM_UP; round++) {
    await time(call);
    await time(bare);
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await time(call));
    theirs.push(await time(bare));
  }
  await transport.close();
  const ratio = median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN)));
  return [
    `headless calls, 3 webhooks each      ${(1000 / median(ours)).toFixed(0)} calls/s`,
    `the same requests by bare undici     ${(1000 / median(theirs)).toFixed(0)} calls/s`,
    `  a call takes ${ratio.toFixed(2)}x the time of its bare requests (aim: at most 1.5x)`,
  ];
}
