import { fromMemory } from './memory-sender.ts';
import { callPlacer } from './session.ts';
import { median } from './statistics.ts';

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

/** Verbs a second of whole sessions whose webhook answers from memory. */
export async function benchVerbs(): Promise<string[]> {
  const call = callPlacer('http://app.test/voice', fromMemory(PAGES), []);
  const round = async () => {
    const started = performance.now();
    for (let i = 0; i < CALLS; i++) await call();
    return (CALLS * VERBS_A_CALL * 1000) / (performance.now() - started);
  };
  for (let i = 0; i < WARM_UP; i++) await round();
  const rates: number[] = [];
  for (let i = 0; i < ROUNDS; i++) rates.push(await round());
  return [`verbs in memory, whole sessions       ${median(rates).toFixed(0)} verbs/s (aim: at least 100000)`];
}
