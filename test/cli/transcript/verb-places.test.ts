import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { toldPlaces } from '../../../src/debug/views/source/verb-place.ts';
import { until } from '../../support/memory-call.ts';
import { program } from '../../support/program.ts';
import { screenSession } from '../../support/screen-session.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const ONE_LINE =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Pause length="1"/><Pause length="2"/><Hangup/></Response>';
const LINES = '<Response>\n  <Pause length="1"/>\n  <Dial><Number>+15550001111</Number></Dial>\n</Response>';

const webhook = testWebhook();

async function told(body: string, ...options: readonly string[]): Promise<readonly string[]> {
  const voice = (_request: unknown, answer: ServerResponse) => {
    answer.setHeader('content-type', 'text/xml').end(body);
    return undefined;
  };
  await webhook.serve({ '/voice': voice });
  const { data } = await program(['run', `${webhook.origin}/voice`, ...options]);
  return data.split('\n').flatMap((line) => / (?:verb|stop) +(.*)$/.exec(line)?.[1] ?? []);
}

describe('the place of a verb in the transcript of a run', () => {
  it('has a column where other verbs are on the line', async () => {
    expect(await told(ONE_LINE)).toEqual([
      'Pause length=1  line 1:49',
      'Pause length=2  line 1:68',
      'Hangup  line 1:87',
    ]);
  });

  it('has it at a breakpoint too: on a line it stops before each verb', async () => {
    const stops = (await told(ONE_LINE, '--break', 'line:1')).filter((line) => line.startsWith('breakpoint'));
    expect(stops.map((line) => / at line (\S+);/.exec(line)?.[1])).toEqual(['1:49', '1:68', '1:87']);
  });

  it('is the line alone where it has no other verb', async () => {
    expect(await told(LINES)).toEqual(['Pause length=1  line 2', 'Dial  line 3']);
  });
});

describe('the place of a verb when its document is gone', () => {
  it('has a column where others were told of the same line', async () => {
    const { session } = screenSession({
      app: { '/voice': { body: ONE_LINE } },
      stopOnEntry: false,
    });
    session.restart();
    await until(session, () => session.over);
    const place = toldPlaces(session.journal);
    const verbs = session.journal.entries().flatMap(({ event }) => (event.type === 'verb' ? [event] : []));
    expect(verbs.map(place)).toEqual(['1:49', '1:68', '1:87']);
    expect(place({ call: null, line: null, column: null })).toBe('?');
    expect(place({ call: null, line: 7, column: 3 })).toBe('7');
    session.close();
  });
});
