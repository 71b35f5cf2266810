import { request } from 'undici';
import { parseCallerScript } from '../../src/debug/people/caller-script.ts';
import { signingSender } from '../../src/debug/wire/sender.ts';
import { undiciTransport } from '../../src/http/wire/undici-transport.ts';
import { callPlacer } from './session.ts';
import { medianRatio } from './statistics.ts';

const CALLS = 400;
const ROUNDS = 9;
/** As a test run does that does not wait for one call before it places the next. */
const AT_ONCE = 8;
/** Until V8 has compiled what is hot, ours being the larger program. */
const WARM_UP = 5;

/** Whole headless calls, one after the other and several at once, against the same requests sent by bare undici. */
export async function benchHeadlessCalls(origin: string): Promise<string[]> {
  const transport = undiciTransport();
  const script = parseCallerScript('press 1; press 4711');
  const actions = script.ok ? script.value : [];
  const sent: { url: string; headers: [string, string][]; body: string }[] = [];
  const recordingTransport = {
    ...transport,
    send: (wire: Parameters<typeof transport.send>[0], signal: AbortSignal) => {
      if (sent.length < 3)
        sent.push({ url: wire.url, headers: wire.headers.map(([n, v]) => [n, v]), body: wire.body ?? '' });
      return transport.send(wire, signal);
    },
  };
  const sender = signingSender(recordingTransport, { key: { authToken: 'token', name: 'token' } });
  const call = callPlacer(`${origin}/voice`, sender, actions);
  const bare = async () => {
    for (const { url, headers, body } of sent) {
      const response = await request(url, { method: 'POST', headers: headers.flat(), body });
      await response.body.text();
    }
  };
  await call();
  /** Milliseconds a call, so many at a time. */
  const time = async (one: () => Promise<void>, atOnce = 1) => {
    const started = performance.now();
    const lane = async () => {
      for (let i = 0; i < CALLS / atOnce; i++) await one();
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    return (performance.now() - started) / CALLS;
  };
  for (let round = 0; round < WARM_UP; round++) {
    await time(call);
    await time(bare);
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  const many: number[] = [];
  const manyBare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await time(call));
    theirs.push(await time(bare));
    many.push(await time(call, AT_ONCE));
    manyBare.push(await time(bare, AT_ONCE));
  }
  await transport.close();
  return [
    `a headless call of three webhooks takes  ${medianRatio(ours, theirs)}x its requests by bare undici (aim: 1.5x)`,
    `${AT_ONCE} at once take                          ${medianRatio(many, manyBare)}x the same by bare undici (aim: 1.8x)`,
  ];
}
