import { describe, expect, it } from 'vitest';
import { notSimulated } from '../../src/call/verbs/not-simulated.ts';
import { voice } from '../../src/call/voice.ts';
import { stepper } from '../../src/engine/step.ts';
import { EMPTY } from '../../src/engine/switchboard.ts';
import { inboundLeg, LANGUAGE, ORIGIN, placeCall, response } from '../support/memory-call.ts';

const statuses = (call: Awaited<ReturnType<typeof placeCall>>) => call.of('call').map(({ status }) => status);

describe('Say (Twilio docs: TwiML Voice: Say)', () => {
  it('answers the call, speaks the text without its SSML, and runs the next verb', async () => {
    const call = await placeCall({
      app: {
        '/voice':
          '<Say voice="Polly.Amy">Hello <emphasis>dear</emphasis>\n <sub alias="World Wide Web">WWW</sub> &amp; all<!-- no --></Say><Say>Bye</Say>',
      },
    });
    expect(call.heard).toEqual(['Hello dear World Wide Web & all', 'Bye']);
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  it('ignores comments and white space around verbs', async () => {
    const app = { '/voice': '<!-- a -->\n  <Say>\n one\n </Say> <!-- b -->\t<Say><!-- c -->two</Say>' };
    expect((await placeCall({ app })).heard).toEqual(['one', 'two']);
  });

  it('repeats with loop, and loop 0 is capped at 1000', async () => {
    expect((await placeCall({ app: { '/voice': '<Say loop="5">a</Say>' } })).heard).toHaveLength(5);
    expect((await placeCall({ app: { '/voice': '<Say loop="0">a</Say>' } })).heard).toHaveLength(1000);
  });

  it('warns about empty text (13520) and about a bad loop (13510), and goes on', async () => {
    const call = await placeCall({ app: { '/voice': '<Say> </Say><Say loop="-1">a</Say>' } });
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([13520, 13510]);
    expect(call.heard).toEqual(['a']);
  });

  it('takes the time that speech would', async () => {
    const short = await placeCall({ app: { '/voice': '<Say>Hi.</Say>' } });
    const long = await placeCall({ app: { '/voice': `<Say>${'One two three. '.repeat(20)}</Say>` } });
    expect(short.end.at).toBeGreaterThan(300);
    expect(long.end.at).toBeGreaterThan(10 * short.end.at);
  });
});

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
});

describe('Redirect (Twilio docs: TwiML Voice: Redirect)', () => {
  it('keeps the call ringing, sends the standard parameters only, and never returns', async () => {
    const app = {
      '/voice': '<Redirect>next?x=1</Redirect><Say>unreachable</Say>',
      '/next': '<Say>there</Say>',
    };
    const call = await placeCall({ app });
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      path: '/next',
      params: { x: '1', CallStatus: 'ringing' },
    });
    expect(call.heard).toEqual(['there']);
    expect(call.of('exchange')[1]?.purpose).toBe('redirect');
  });

  it('does not repeat the Digits of an earlier request', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/a"/>',
      '/a': '<Redirect method="GET">/b</Redirect>',
      '/b': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.asked[1]?.params).toHaveProperty('Digits');
    expect(call.asked[2]?.method).toBe('GET');
    expect(call.asked[2]?.params).not.toHaveProperty('Digits');
  });

  it('when it is empty asks for the current document again', async () => {
    let visits = 0;
    const call = await placeCall({ app: { '/voice': () => (visits++ === 0 ? '<Redirect/>' : '<Hangup/>') } });
    expect(call.paths).toEqual(['/voice', '/voice']);
  });

  it('warns about a method that is none (13710) and posts', async () => {
    const call = await placeCall({
      app: { '/voice': '<Redirect method="get">/b</Redirect>', '/b': '<Hangup/>' },
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13710 });
    expect(call.asked[1]?.method).toBe('POST');
  });

  it('fails the call with 11100 when the URL is none', async () => {
    const call = await placeCall({ app: { '/voice': '<Redirect>ftp://example.com/x</Redirect>' } });
    expect(call.end.error).toBe(11100);
  });

  it('that redirects for ever is taken for a loop', async () => {
    const call = await placeCall({ app: { '/voice': '<Redirect>/voice</Redirect>' }, maxSteps: 25 });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'max-steps', level: 'error' }]);
    expect(call.of('verb')).toHaveLength(25);
    expect(call.end.status).toBe('no-answer');
  });
});

describe('Hangup and Reject (Twilio docs: TwiML Voice: Hangup, Reject)', () => {
  it('Hangup answers an unanswered call, then ends it; nothing after it runs', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/><Say>never</Say>' } });
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual([]);
  });

  it.each([
    ['', 'no-answer'],
    ['reason="rejected"', 'no-answer'],
    ['reason="busy"', 'busy'],
  ])('Reject %s never answers: %s', async (attributes, status) => {
    const call = await placeCall({
      app: { '/voice': `<Redirect>/r</Redirect>`, '/r': `<Reject ${attributes}/>` },
    });
    expect(statuses(call)).toEqual(['ringing', status]);
    expect(call.end).toMatchObject({ status, durationSeconds: 0, error: null });
  });

  it('Reject after the call was answered hangs up, with a warning', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Hi</Say><Reject/>' } });
    expect(call.end.status).toBe('completed');
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'reject-after-answer', level: 'warning' }]);
  });

  it('an invalid reason is 13810 and counts as rejected', async () => {
    const call = await placeCall({ app: { '/voice': '<Reject reason="no"/>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13810 }]);
    expect(call.end.status).toBe('no-answer');
  });
});

describe('the end of a document', () => {
  it('hangs up when the last verb has fallen through', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Bye</Say>' } });
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('an empty Response answers and immediately hangs up', async () => {
    const call = await placeCall({ app: { '/voice': '' } });
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end.at).toBe(0);
  });
});

describe('verbs that do not run', () => {
  it('a verb that is known by name only says that it is not simulated yet, and the next verb runs', () => {
    const product = voice(LANGUAGE);
    const step = stepper({
      ...product,
      verb: (element) => (element.name === 'Pay' ? notSimulated : product.verb(element)),
    });
    const target = {
      kind: 'source',
      source: response('<Pay/><Say>on</Say>'),
      name: 'x',
      baseUrl: null,
    } as const;
    const leg = { ...inboundLeg(ORIGIN), target };
    const rules = { timeoutMs: null, drop307: false, publicUrls: [] };
    const placed = step(EMPTY, { at: 0, type: 'placed', leg, seed: 's', date: 0, rules });
    const [sid = ''] = Object.keys(placed.switchboard.legs);
    const { happened, switchboard } = step(placed.switchboard, { at: 0, type: 'advance', leg: sid });
    expect(happened).toContainEqual(
      expect.objectContaining({
        type: 'diagnostic',
        rule: 'not-simulated',
        level: 'warning',
        line: 3,
        column: 1,
      }),
    );
    expect(switchboard.legs[sid]?.ready).not.toBeNull();
  });

  it('an unknown element is warning 12200 with the nearest name; it does not start, and execution goes on', async () => {
    const call = await placeCall({ app: { '/voice': '<say>quiet</say>\n<Foobar/><Say>on</Say>' } });
    expect(call.of('diagnostic').map(({ code, level, line, help }) => [code, level, line, help])).toEqual([
      [12200, 'warning', 3, 'did you mean <Say>? Names are case-sensitive'],
      [12200, 'warning', 4, expect.stringContaining('<Response> takes <Say>')],
    ]);
    expect(call.of('verb').map(({ name }) => name)).toEqual(['Say']);
    expect(call.heard).toEqual(['on']);
  });

  it('findings about a document are told once in a call, however often it comes', async () => {
    let visits = 0;
    const app = { '/voice': () => `<Gather timeout="soon"/>${visits++ < 3 ? '<Redirect/>' : ''}` };
    const call = await placeCall({ app });
    expect(call.paths).toHaveLength(4);
    expect(call.of('diagnostic')).toMatchObject([{ code: 13313 }]);
  });

  it('attributes that are ignored are listed at the end', async () => {
    const call = await placeCall({ app: { '/voice': '<Gather timeout="1" debug="true"/>' } });
    expect(call.end.notSimulated).toEqual(['Gather debug: not simulated yet, ignored']);
  });
});
