import { describe, expect, it } from 'vitest';
import type { Asked } from '../support/memory-call.ts';
import { converse, type Sent } from '../support/memory-message.ts';

/** An application that counts its visitors' messages in a cookie. */
function counting({ headers }: Asked) {
  const before = Number(/n=(\d+)/.exec(headers['cookie'] ?? '')?.[1] ?? 0);
  const body = `<Response><Message>${before + 1}</Message></Response>`;
  return {
    body,
    bytes: body.length,
    headers: [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', `n=${before + 1}`],
    ] as const,
  };
}

const HOUR = 3_600_000;

async function counted(says: readonly Sent[]) {
  const { replies, problems } = await converse({ app: { '/sms': counting }, says });
  return { replies, problems };
}

describe('cookies', () => {
  it('come back with the next message between the same two numbers', async () => {
    expect((await counted(['a', 'b', 'c'])).replies).toEqual(['1', '2', '3']);
  });

  it('are not seen by another pair of numbers, whose messages come in between', async () => {
    const other: Sent = { message: { body: 'x' }, leg: { from: '+15550000009' } };
    const elsewhere: Sent = { message: { body: 'x' }, leg: { to: '+15550000008' } };
    expect((await counted(['a', other, 'b', elsewhere, other])).replies).toEqual(['1', '1', '2', '1', '2']);
  });

  it('last four hours without a message, counted anew from each', async () => {
    const later = (afterMs: number): Sent => ({ message: { body: 'x' }, afterMs });
    expect((await counted(['a', later(3.9 * HOUR), later(3.9 * HOUR)])).replies).toEqual(['1', '2', '3']);
    const gone = await counted(['a', later(4 * HOUR)]);
    expect([gone.replies, gone.problems]).toEqual([['1', '1'], ['cookies-expired']]);
  });

  it('end earlier by Max-Age', async () => {
    const { asked } = await converse({
      app: {
        '/sms': {
          headers: [
            ['Content-Type', 'text/xml'],
            ['Set-Cookie', 'a=1; Max-Age=60'],
          ],
          body: '<Response/>',
          bytes: 11,
        },
      },
      says: ['a', { afterMs: 61_000 }],
    });
    expect(asked[1]?.headers['cookie']).toBeUndefined();
  });

  it('are kept if there are several, with a warning', async () => {
    const headers = [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ] as const;
    const { asked, problems } = await converse({
      app: { '/sms': { headers, body: '<Response/>', bytes: 11 } },
      says: ['a', 'b'],
    });
    expect(asked[1]?.headers['cookie']).toBe('a=1; b=2');
    expect(problems).toEqual(['several-cookies']);
  });
});
