import { inboundCall } from '../../src/call/leg/inbound-call.ts';
import { parseCallerScript } from '../../src/debug/people/caller-script.ts';
import { fromMemory } from './memory-sender.ts';
import { placer } from './session.ts';
import { medianRatio } from './statistics.ts';

const FEW = 250;
const MANY = 1_000;
const ROUNDS = 5;

const sender = fromMemory({ '/voice': '<Response><Enqueue waitUrl="">line</Enqueue></Response>' });

/** A session in which so many callers are in one queue at the same time, and then give up one after the other. */
export async function benchQueueOfLegs(): Promise<string[]> {
  const script = parseCallerScript('wait 5m; hang up');
  const actions = script.ok ? script.value : [];
  const leg = inboundCall('http://app.test/voice');
  const session = (legs: number) => {
    const joins = Array.from({ length: legs - 1 }, (_, index) => ({ afterMs: 10 * index, leg, actions }));
    return placer({ leg, joins }, sender, actions);
  };
  const times = { few: [] as number[], many: [] as number[] };
  const [few, many] = [session(FEW), session(MANY)];
  for (let round = -1; round < ROUNDS; round++) {
    const taken = { few: await milliseconds(few), many: await milliseconds(many) };
    if (round < 0) continue;
    times.few.push(taken.few);
    times.many.push(taken.many);
  }
  return [
    `${MANY} legs in a queue take             ${medianRatio(times.many, times.few)}x ${FEW} legs (aim: 5x)`,
  ];
}

async function milliseconds(one: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await one();
  return performance.now() - started;
}
