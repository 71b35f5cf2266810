import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('a stream over several documents (Twilio docs: TwiML Voice: Stream)', () => {
  const START =
    '<Start><Stream name="tap" url="wss://example.test/audio" statusCallback="http://app.test/s"/></Start>';
  const app = { '/s': { status: 204 } } as const;
  const told = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call
      .of('exchange')
      .flatMap(({ purpose, at }, index) =>
        purpose === 'stream-status' ? [[call.asked[index]?.params['StreamEvent'], at]] : [],
      );

  it('keeps running while /next and all later documents run, until Stop', async () => {
    const call = await placeCall({
      app: {
        ...app,
        '/voice': `${START}<Redirect>/next</Redirect>`,
        '/next': '<Pause length="5"/><Redirect>/later</Redirect>',
        '/later': '<Pause length="5"/><Stop><Stream name="tap"/></Stop><Pause length="5"/>',
      },
    });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 10_000],
    ]);
    expect(call.end).toMatchObject({ at: 15_000, status: 'completed', error: null });
  });

  it('or until hang-up', async () => {
    const call = await placeCall({
      app: { ...app, '/voice': `${START}<Redirect>/next</Redirect>`, '/next': '<Pause length="60"/>' },
      caller: 'wait 7s; hang up',
    });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 7_000],
    ]);
  });

  it('with Start as the only verb the call would hang up at once', async () => {
    const call = await placeCall({ app: { ...app, '/voice': START } });
    expect(call.end).toMatchObject({ at: 0, status: 'completed' });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 0],
    ]);
  });
});
