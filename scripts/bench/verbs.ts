import { request } from 'undici';
import { fromMemory } from './memory-sender.ts';
import { callPlacer } from './session.ts';
import { medianRatio } from './statistics.ts';

const CALLS = 200;
const ROUNDS = 7;
const WARM_UP = 2;

/** Verbs a document: what menus are made of. */
const VERBS = Array.from({ length: 30 }, (_, index) =>
  index % 3 === 0
    ? '<Say voice="alice">Welcome to Acme.</Say>'
    : index % 3 === 1
      ? '<Pause length="1"/>'
      : '<Play digits="1"/>',
);

/** Three documents, one after the other. */
const PAGES: Readonly<Record<string, string>> = {
  '/voice': document('<Redirect>/second</Redirect>'),
  '/second': document('<Redirect>/third</Redirect>'),
  '/third': document('<Hangup/>'),
};
const VERBS_A_CALL = 3 * (VERBS.length + 1);

function document(last: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${[...VERBS, last].join('\n')}\n</Response>`;
}

/** A verb of a whole session whose webhook answers from memory, against one request by bare undici. */
export async function benchVerbs(origin: string): Promise<string[]> {
  const call = callPlacer('http://app.test/voice', fromMemory(PAGES), []);
  const bare = async () => {
    const response = await request(`${origin}/voice`, { method: 'POST', body: 'CallStatus=ringing' });
    await response.body.text();
  };
  const verbs: number[] = [];
  const requests: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const verb = (await millisecondsOf(call)) / VERBS_A_CALL;
    const one = await millisecondsOf(bare);
    if (round < 0) continue;
    verbs.push(verb);
    requests.push(one);
  }
  return [
    `a verb in memory takes                  ${medianRatio(verbs, requests)}x a request by bare undici (aim: 0.05x)`,
  ];
}

async function millisecondsOf(one: () => Promise<void>): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < CALLS; i++) await one();
  return (performance.now() - started) / CALLS;
}
