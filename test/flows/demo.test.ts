import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../../src/cli/demo/server.ts';
import { program } from '../support/program.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await serveDemo();
});
afterAll(() => server.close());

/** Each script and the whole call that it makes, as a transcript to read. */
const FLOWS = {
  silence: '',
  'balance-with-pin': 'press 1; press 1; press 4711#; hang up',
  'spanish-barge-in': 'early press 2; early press 9',
  'opening-hours-from-the-cache': 'press 1; press 2; press 2; hang up',
  voicemail: 'press 1; press 3; wait 12s; press #; press 9',
  'the-deliberate-mistake': 'press 1; press 4',
  'an-agent-takes-the-call': 'press 1; press 5; wait 30s; hang up',
  'no-agent-takes-the-call': 'press 1; press 5; wait 40s; press #; press 9',
};

/** What the agent does in some of them. */
const CALLEES: Readonly<Record<string, string>> = {
  'an-agent-takes-the-call': 'answer press 1 talk 12s',
  'no-agent-takes-the-call': 'answer press 2',
};

describe('the demo application', () => {
  it.each(Object.entries(FLOWS))('%s', async (name, script) => {
    const { origin } = new URL(server.url);
    const callee = CALLEES[name];
    const { data } = await program([
      'run',
      server.url,
      '--caller',
      script,
      ...(callee === undefined ? [] : ['--callee', callee]),
      '--seed',
      'golden',
      '--public-url',
      `http://demo.test=${origin}`,
    ]);
    // Only the network's own time differs from run to run.
    const transcript = `${data.replace(/\b\d+ ms\b/g, 'N ms')}\n`;
    await expect(transcript).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
