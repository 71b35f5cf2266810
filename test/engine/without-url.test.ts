import { describe, expect, it } from 'vitest';
import { placeCall, response } from '../support/memory-call.ts';

describe('TwiML without a URL (Twilio error 15004)', () => {
  const leg = (source: string, baseUrl: string | null = null) => ({
    leg: { target: { kind: 'source', source: response(source), name: 'menu.xml', baseUrl } as const },
  });

  it('runs without any request', async () => {
    const call = await placeCall({ app: {}, ...leg('<Say>From a file</Say>') });
    expect(call.paths).toEqual([]);
    expect(call.heard).toEqual(['From a file']);
  });

  it('fails with 15004 on a relative URL', async () => {
    const call = await placeCall({
      app: {},
      ...leg('<Gather numDigits="1" action="/next"/>'),
      caller: 'press 1',
    });
    expect(call.end.error).toBe(15004);
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 15004, url: 'menu.xml', line: 3 });
  });

  it('resolves it against the base URL that is given', async () => {
    const call = await placeCall({
      app: { '/next': '<Hangup/>' },
      ...leg('<Redirect>next</Redirect>', 'http://app.test/dir'),
      caller: '',
    });
    expect(call.paths).toEqual(['/next']);
  });
});

describe('TwiML that comes with an API call (Twilio docs: Call resource, "Twiml"; Twilio error 32018)', () => {
  const document = (length: number) => {
    const frame = response('<Say></Say>').length;
    return response(`<Say>${'a'.repeat(length - frame)}</Say>`);
  };
  const leg = (length: number, baseUrl: string | null = null) =>
    ({
      direction: 'outbound-api',
      target: { kind: 'source', source: document(length), name: 'call.xml', baseUrl },
    }) as const;
  const codes = async (...of: Parameters<typeof leg>) =>
    (await placeCall({ app: {}, leg: leg(...of) })).of('diagnostic').map(({ code }) => code);

  it('may have at most 4000 characters: 32018', async () => {
    expect(await codes(4_000)).toEqual([]);
    expect(await codes(4_001)).toEqual([32018]);
    expect(await codes(4_001, 'http://app.test/voice')).toEqual([]);
  });
});
