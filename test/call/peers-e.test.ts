import { describe, expect, it } from 'vitest';
import { ok, placeCall, response } from '../support/memory-call.ts';

/** Facts about Twilio from public threads that no other test of ours holds in a call (peers.md 3e). */
describe('12100, in the words of Twilio’s parser, ends the call', () => {
  const XML = '<?xml version="1.0"?>';

  it.each([
    [
      'a line before <?xml',
      `\n${XML}<Response/>`,
      'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
    ],
    ['no XML at all', 'OK', 'Content is not allowed in prolog.'],
    [
      'an element that is not closed',
      '<Response><Say>hi',
      'XML document structures must start and end within the same entity.',
    ],
    [
      'something after the root',
      '<Response/><Response/>',
      'The markup in the document following the root element must be well-formed.',
    ],
    ['a DOCTYPE', '<!DOCTYPE Response><Response/>', 'DOCTYPE is disallowed'],
  ])('%s', async (_what, body, words) => {
    const call = await placeCall({ app: { '/voice': ok(body) } });
    const [finding] = call.of('diagnostic').filter(({ level }) => level === 'error');
    expect(finding).toMatchObject({ code: 12100, parserMessage: expect.stringContaining(words) });
    expect(call.end.error).toBe(12100);
  });
});

describe('what is only a warning: the call goes on', () => {
  it('a messaging verb in a call is 12200', async () => {
    const call = await placeCall({ app: { '/voice': '<Message>hi</Message><Say>on</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([
      {
        code: 12200,
        level: 'warning',
        line: 3,
        parserMessage: expect.stringContaining("Invalid content was found starting with element 'Message'."),
      },
    ]);
    expect(call.heard).toEqual(['on']);
  });

  it('numDigits="infinity" is 13314: as many digits as come', async () => {
    const app = { '/voice': '<Gather numDigits="infinity" action="/a"/>', '/a': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'press 123456789#' });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13314, level: 'warning' }]);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '123456789' });
  });
});

describe('limits', () => {
  const long = (bytes: number) => {
    const empty = response('<Say></Say>').length;
    return ok(response(`<Say>${'a'.repeat(bytes - empty)}</Say>`));
  };

  it('a reply of 64 kB is run, one byte more is 11750', async () => {
    expect((await placeCall({ app: { '/voice': long(65_536) } })).end.error).toBeNull();
    expect((await placeCall({ app: { '/voice': long(65_537) } })).end.error).toBe(11750);
  });

  it('a reply without a Content-Type shows as 502', async () => {
    const call = await placeCall({ app: { '/voice': ok(response('<Say>hi</Say>'), []) } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 11200, message: expect.stringContaining('502') }]);
  });
});
