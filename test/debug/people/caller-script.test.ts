import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionText, parseCallerScript } from '../../../src/debug/people/caller-script.ts';
import { placeCall } from '../../support/memory-call.ts';

const read = (text: string) => {
  const parsed = parseCallerScript(text);
  return parsed.ok ? parsed.value.map(actionText) : parsed.refusal;
};

describe('a caller script', () => {
  it('is actions separated by semicolons or newlines, # starts a comment at the beginning of a line', () => {
    expect(
      read(
        'press 1; wait 3s\n# a comment; press 9\n  early press 42#;silence; say "I lost; my card" 0.62\nhang up;',
      ),
    ).toEqual(['press 1', 'wait 3s', 'early press 42#', 'silence', 'say "I lost; my card" 0.62', 'hang up']);
  });

  it.each([
    ['wait 500ms', 'wait 0.5s'],
    ['wait 1.5s', 'wait 1.5s'],
    ['wait 2m', 'wait 120s'],
    ['press 1-2 3*#', 'press 123*#'],
    ['hang  up', 'hang up'],
    ['hangup', 'hang up'],
    ['after  beep', 'after beep'],
    ['listen', 'listen'],
    ['update http://app.test/next?a=b', 'update http://app.test/next?a=b'],
    ['update /next', 'update /next'],
    ['update hang up', 'update hang up'],
    ['early say "stop" 0.5', 'early say "stop" 0.5'],
    ['early silence', 'early silence'],
    ['', undefined],
  ])('reads %s', (text, written) => {
    expect(read(text)).toEqual(written === undefined ? [] : [written]);
  });

  it.each([
    'press',
    'press x',
    'wait',
    'wait 3',
    'say hello',
    'early hang up',
    'after',
    'early listen',
    'dance',
    'press 1, press 2',
    'say "yes" 1.5',
    'update',
    'update next',
    'update ftp://app.test/',
    'early wait 3s',
    'early update /next',
  ])('refuses %s and says what can be written', (text) => {
    expect(read(text)).toContain(`write press 12#, say "text"`);
  });

  it('names the line of the mistake', () => {
    expect(read('press 1\nhop')).toContain('"hop" is not an action of a caller script (line 2)');
  });

  it('reports what was never delivered as a warning', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Bye</Say>' }, caller: 'press 1; press 2' });
    expect(call.of('diagnostic')).toMatchObject([
      {
        rule: 'script-left',
        level: 'warning',
        message: 'never delivered, since the call had ended: press 1; press 2',
      },
    ]);
  });

  it('after beep waits for the beep of the next Record, so that the whole wait is recorded', async () => {
    const voicemail =
      '<Say>You have reached us. Leave a message after the beep.</Say><Record action="/saved"/>';
    const app = { '/voice': voicemail, '/saved': '<Hangup/>' };
    const durations = async (caller: string) =>
      (await placeCall({ app, caller })).sentTo('/saved').map((params) => params['RecordingDuration']);
    expect(await durations('after beep; wait 8s; press #')).toEqual(['8']);
    const twice = {
      '/voice': voicemail,
      '/saved': voicemail.replace('/saved', '/again'),
      '/again': '<Hangup/>',
    };
    const call = await placeCall({
      app: twice,
      caller: 'after beep; wait 3s; press #; after beep; wait 6s; press #',
    });
    expect(call.sentTo('/saved')[0]).toMatchObject({ RecordingDuration: '3' });
    expect(call.sentTo('/again')[0]).toMatchObject({ RecordingDuration: '6' });
  });

  it('say takes at least a second in a Record: less is no recording (error dictionary, 16101)', async () => {
    const app = { '/voice': '<Record action="/saved"/>', '/saved': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'say "Jane Doe"; hang up' });
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.sentTo('/saved')[0]).toMatchObject({ RecordingDuration: '1', Digits: 'hangup' });
  });

  it('listen waits until the next verb listens and its prompt has been heard', async () => {
    const menu = (to: string, words: string) =>
      `<Gather numDigits="1" action="${to}"><Say>${words}</Say></Gather>`;
    const app = {
      '/voice': menu('/next', 'One'),
      '/next': menu('/last', 'Two'),
      '/last': '<Say>never</Say>',
    };
    const call = await placeCall({ app, caller: 'press 1; listen; hang up' });
    expect(call.heard).toEqual(['One', 'Two']);
    expect(call.paths).toEqual(['/voice', '/next']);
    expect(call.of('heard').every(({ interrupted }) => !interrupted)).toBe(true);
  });

  it('listen is done where the call has ended', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Bye</Say>' }, caller: 'listen' });
    expect(call.of('diagnostic')).toEqual([]);
  });

  it('silence at the last Gather was delivered: the call ended because of it', async () => {
    const call = await placeCall({ app: { '/voice': '<Gather timeout="2"/>' }, caller: 'silence' });
    expect(call.of('diagnostic')).toEqual([]);
  });

  it('what was never delivered is told right before the end, after all that happened', async () => {
    const app = { '/voice': '<Gather numDigits="1" action="/bye"/>', '/bye': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'press 1; press 2' });
    const types = call.events.map((event) => (event.type === 'diagnostic' ? event.rule : event.type));
    expect(types.slice(-3)).toEqual(['call', 'script-left', 'end']);
    expect(call.events.map(({ seq }) => seq)).toEqual(call.events.map((_, index) => index));
  });

  it('silence lets one prompt of a Pay time out; the next action answers the one after it', async () => {
    const app = { '/voice': '<Pay action="/a" maxAttempts="2"/>', '/a': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'silence; press *' });
    expect(call.of('input').map(({ kind, value }) => value ?? kind)).toEqual(['timeout', '*']);
    expect(call.asked.at(-1)?.params).toMatchObject({ Result: 'caller-interrupted-with-star' });
  });

  it('silence lets whatever listens time out', async () => {
    const app = {
      '/voice': '<Gather numDigits="1"/><Gather numDigits="1" action="/two"/>',
      '/two': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'silence; press 2' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '2' });
    expect(call.of('exchange')[1]?.at).toBe(5000);
  });

  it('presses keys 100 ms apart', async () => {
    const call = await placeCall({
      app: { '/voice': '<Gather action="/two"/>', '/two': '<Hangup/>' },
      caller: 'press 123#',
    });
    expect(call.of('input').map(({ at }) => at)).toEqual([0, 100, 200, 300]);
  });

  it('is read the same when it is written again, whatever its actions', () => {
    const action = fc.oneof(
      fc
        .tuple(fc.constantFrom('', 'early '), fc.stringMatching(/^[0-9*#A-D]{1,8}$/))
        .map(([e, k]) => `${e}press ${k}`),
      fc
        .tuple(fc.stringMatching(/^[^"\n\r]{0,20}$/), fc.integer({ min: 0, max: 100 }))
        .map(([text, confidence]) => `say "${text}" ${confidence / 100}`),
      fc.nat(100_000).map((ms) => `wait ${ms}ms`),
      fc.constantFrom('silence', 'hang up', 'update /a', 'update hang up'),
    );
    fc.assert(
      fc.property(fc.array(action, { minLength: 1 }), (actions) => {
        const written = read(actions.join('; '));
        if (typeof written === 'string') throw new Error(written);
        expect(written).toHaveLength(actions.length);
        expect(read(written.join('; '))).toEqual(written);
      }),
    );
  });

  it('says one thing to each verb that listens: the next say is for the next one', async () => {
    const app = {
      '/voice': '<Gather input="speech" action="/two"/>',
      '/two': '<Gather input="speech" action="/three"/>',
      '/three': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'say "sales"; say "yes please"' });
    expect(call.asked.map(({ params }) => params['SpeechResult'])).toEqual([
      undefined,
      'sales',
      'yes please',
    ]);
  });

  it('says more to the same verb after a wait', async () => {
    const app = { '/voice': '<Gather input="speech" action="/two"/>', '/two': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'say "sales"; wait 1s; say "please"' });
    expect(call.asked[1]?.params).toMatchObject({ SpeechResult: 'sales please' });
  });

  it('speaks into a recording, then presses a key to end it', async () => {
    const app = { '/voice': '<Record action="/two"/>', '/two': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'say "please call me back at the office"; press #' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '#', RecordingDuration: '2' });
  });

  describe('hangs up when what it said or pressed has been taken, not before', () => {
    const gather = (attributes: string) => ({
      '/voice': `<Gather ${attributes} action="/two"/>`,
      '/two': '<Say>Thank you for this.</Say><Pause length="60"/>',
    });

    it('words, which are taken after speechTimeout of silence', async () => {
      const app = gather('input="speech" speechTimeout="2"');
      const call = await placeCall({ app, caller: 'say "I lost my card"; hang up' });
      expect(call.asked[1]?.params).toMatchObject({ SpeechResult: 'I lost my card' });
      expect(call.end.at).toBe(14 * 65 + 2000);
      expect(call.of('diagnostic')).toEqual([]);
    });

    it('keys that end a Gather at once, which have been requested then', async () => {
      for (const [attributes, caller] of [
        ['numDigits="1"', 'press 1; hang up'],
        ['numDigits="1"', 'early press 1; hang up'],
        ['finishOnKey="#"', 'press 1#; hang up'],
      ] as const) {
        const call = await placeCall({ app: gather(attributes), caller });
        expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
        expect(call.of('input').at(-1)).toMatchObject({ kind: 'hangup' });
      }
    });

    it('but who hangs up in the middle of a number has sent nothing', async () => {
      const call = await placeCall({ app: gather('numDigits="4"'), caller: 'press 12; hang up' });
      expect(call.paths).toEqual(['/voice']);
    });

    it('a wait before it begins with the result', async () => {
      const app = gather('input="speech" speechTimeout="2"');
      const call = await placeCall({ app, caller: 'say "I lost my card"; wait 1s; wait 500ms; hang up' });
      expect(call.paths).toEqual(['/voice', '/two']);
      expect(call.end.at).toBe(14 * 65 + 2000 + 1500);
    });

    it('the call is taken elsewhere after the result, too', async () => {
      const app = { ...gather('input="speech"'), '/new': '<Hangup/>' };
      const call = await placeCall({ app, caller: 'say "cards"; update /new' });
      expect(call.paths).toEqual(['/voice', '/two', '/new']);
    });

    it('words that nobody takes are not waited for', async () => {
      const call = await placeCall({ app: gather('timeout="30"'), caller: 'say "cards"; hang up' });
      expect(call.end.at).toBeLessThan(1000);
      const recorded = await placeCall({
        app: { '/voice': '<Record/>' },
        caller: 'say "I lost my card"; hang up',
      });
      expect(recorded.of('end')[0]?.at).toBeLessThan(3000);
    });
  });

  it('waits for a prompt to end before it speaks; early, it barges in', async () => {
    const app = {
      '/voice': '<Gather input="speech" action="/two"><Say>What is it about, please?</Say></Gather>',
      '/two': '<Hangup/>',
    };
    expect((await placeCall({ app, caller: 'say "cards"' })).heard).toEqual(['What is it about, please?']);
    expect((await placeCall({ app, caller: 'early say "cards"' })).heard).toEqual([
      'What is it about, please?…',
    ]);
  });

  it('updates the live call as the REST API would, never before it is answered', async () => {
    const app = {
      '/voice': '<Pause length="3"/><Say>A long text that is cut off</Say>',
      '/new': '<Say>new</Say>',
    };
    const call = await placeCall({ app, caller: 'update http://app.test/new?from=console' });
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      params: { from: 'console', CallStatus: 'in-progress' },
    });
    expect(call.of('exchange')[1]).toMatchObject({ purpose: 'update', at: 3000 });
    expect(call.heard).toEqual(['A long text that is cut off…', 'new']);
  });

  it('ends the live call with "update hang up"', async () => {
    const call = await placeCall({
      app: { '/voice': '<Say>Hello</Say><Echo/>' },
      caller: 'wait 10s; update hang up',
    });
    expect(call.end).toMatchObject({ status: 'completed', at: 10_000 });
  });

  it('presses the star to a Dial with hangupOnStar', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Dial hangupOnStar="true" action="/after">+15551230002</Dial>',
        '/after': '<Hangup/>',
      },
      callee: 'answer talk 100s',
      caller: 'wait 20s; press *',
    });
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed' });
    expect(call.of('exchange')[1]?.at).toBeLessThan(25_000);
  });
});
