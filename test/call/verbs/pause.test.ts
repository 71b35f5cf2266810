import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('Pause (Twilio docs: TwiML Voice: Pause)', () => {
  it('as the first verb delays answering', async () => {
    const call = await placeCall({ app: { '/voice': '<Pause length="4"/><Say>Hi</Say>' } });
    expect(
      call
        .of('call')
        .map(({ status, at }) => [status, at])
        .slice(0, 2),
    ).toEqual([
      ['ringing', 0],
      ['in-progress', 4000],
    ]);
  });

  it('is one second long by default, and when its length is invalid (13910)', async () => {
    expect((await placeCall({ app: { '/voice': '<Pause/>' } })).end.at).toBe(1000);
    const bad = await placeCall({ app: { '/voice': '<Pause length="1.5"/>' } });
    expect(bad.end.at).toBe(1000);
    expect(bad.of('diagnostic')).toMatchObject([{ code: 13910, line: 3 }]);
  });

  it.each(['0', '-1', '1.5', 'x', ''])('length="%s" is 13910: one second', async (length) => {
    const call = await placeCall({ app: { '/voice': `<Pause length="${length}"/><Say>on</Say>` } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13910 }]);
    expect(call.of('verb')[1]).toMatchObject({ name: 'Say', at: 1_000 });
  });
});
