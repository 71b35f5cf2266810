import { describe, expect, it } from 'vitest';
import { allWork } from '../../../src/engine/pending.ts';
import { listenerOf } from '../../../src/engine/switchboard.ts';
import { Core } from '../../support/core.ts';
import { placeCall } from '../../support/memory-call.ts';
import { gathered, result } from './gathered.ts';

const gather = (attributes: string, nested = '') => ({
  '/voice': `<Gather action="/result" ${attributes}>${nested}</Gather><Say>no input</Say>`,
  '/result': '<Hangup/>',
  '/partial': { status: 204, body: '', headers: [] },
});

const PROMPT = '<Say>Please say what this call is about, in a few words.</Say>';

describe('Gather with speech (Twilio docs: TwiML Voice: Gather)', () => {
  it('sends the transcript, its confidence and its language', async () => {
    const call = await placeCall({
      app: gather('input="speech" language="en-GB"'),
      caller: 'say "I lost my card" 0.62',
    });
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      path: '/result',
      params: { SpeechResult: 'I lost my card', Confidence: '0.62', Language: 'en-GB' },
    });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    expect(call.of('input')).toMatchObject([{ kind: 'speech', value: 'I lost my card' }]);
  });

  it('takes the time that the words take, then speechTimeout of silence', async () => {
    const call = await placeCall({
      app: gather('input="speech" speechTimeout="3"'),
      caller: 'say "I lost my card"',
    });
    expect(call.of('exchange')[1]?.at).toBe(14 * 65 + 3000);
  });

  it.each([
    ['', 5000],
    ['timeout="2"', 2000],
    ['speechTimeout="auto"', 1000],
    ['speechTimeout="auto" speechModel="phone_call" timeout="7"', 7000],
  ])('with %s ends after %d ms of silence', async (attributes, ms) => {
    const call = await placeCall({
      app: gather(`input="speech" ${attributes}`),
      caller: 'say "I lost my card"',
    });
    expect(call.of('exchange')[1]?.at).toBe(14 * 65 + ms);
  });

  it('says that speechTimeout="auto" cannot be used with a speechModel (13335)', async () => {
    const call = await placeCall({
      app: gather('input="speech" speechTimeout="auto" speechModel="phone_call"'),
    });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13335, level: 'warning' }]);
  });

  it('is cut short by maxSpeechTime', async () => {
    const call = await placeCall({
      app: gather('input="speech" maxSpeechTime="1"'),
      caller: 'say "one two three four five six seven eight"',
    });
    const said = call.asked[1]?.params['SpeechResult'] ?? '';
    expect('one two three four five six seven eight'.startsWith(said)).toBe(true);
    expect(said.split(' ').length).toBeLessThan(8);
    expect(call.of('exchange')[1]?.at).toBe(1000);
  });

  it('cuts the prompt off at the first recognised word', async () => {
    const call = await placeCall({ app: gather('input="speech"', PROMPT), caller: 'early say "my card"' });
    expect(call.heard).toEqual(['Please say what this call is about, in a few words.…']);
    expect(call.of('heard')[0]?.at).toBeGreaterThan(0);
    expect(call.asked[1]?.params).toMatchObject({ SpeechResult: 'my card' });
  });

  it('with bargeIn="false" hears the prompt to its end before the result is requested', async () => {
    const app = gather('input="speech" bargeIn="false" speechTimeout="1"', PROMPT);
    const call = await placeCall({ app, caller: 'early say "my card"' });
    expect(call.heard).toEqual(['Please say what this call is about, in a few words.']);
    expect(call.asked[1]?.params).toMatchObject({ SpeechResult: 'my card' });
    expect(call.of('exchange')[1]?.at).toBe(call.of('heard')[0]?.at);
    expect(call.end.notSimulated).toEqual([
      'Gather: speech is recognised word by word, as it is written',
      'Gather: with bargeIn="false" the result waits for the prompt to end (not documented)',
    ]);
  });

  it('with bargeIn="false" is still interrupted by a key', async () => {
    const app = gather('input="dtmf speech" bargeIn="false" numDigits="1"', PROMPT);
    const call = await placeCall({ app, caller: 'early press 1' });
    expect(call.heard).toEqual(['Please say what this call is about, in a few words.…']);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
  });

  it('falls through when nothing is said for timeout seconds', async () => {
    const call = await placeCall({ app: gather('input="speech" timeout="4"') });
    expect(call.of('input')).toMatchObject([{ kind: 'timeout', at: 4000 }]);
    expect(call.heard).toEqual(['no input']);
  });

  it('joins what is said after a pause shorter than speechTimeout, with the lower confidence', async () => {
    for (const [first, second] of [
      [0.8, 0.7],
      [0.7, 0.8],
    ]) {
      const caller = `say "my card" ${first}; wait 2s; say "is lost" ${second}`;
      const call = await placeCall({ app: gather('input="speech"'), caller });
      expect(call.asked[1]?.params).toMatchObject({ SpeechResult: 'my card is lost', Confidence: '0.7' });
    }
  });

  it('masks profanity with asterisks unless profanityFilter is false', async () => {
    const caller = 'say "damn, it broke"';
    const masked = await placeCall({ app: gather('input="speech"'), caller });
    expect(masked.asked[1]?.params).toMatchObject({ SpeechResult: 'd***, it broke' });
    const plain = await placeCall({ app: gather('input="speech" profanityFilter="false"'), caller });
    expect(plain.asked[1]?.params).toMatchObject({ SpeechResult: 'damn, it broke' });
  });

  it('requests the action without a result when nothing is said and actionOnEmptyResult is true', async () => {
    const call = await placeCall({ app: gather('input="speech" actionOnEmptyResult="true"') });
    expect(call.paths).toEqual(['/voice', '/result']);
    expect(call.asked[1]?.params).not.toHaveProperty('SpeechResult');
  });

  it('requests nothing when the caller hangs up while speaking', () => {
    const core = new Core('<Gather input="speech" action="/result"/>');
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'my card', confidence: 0.9 });
    core.enter({ type: 'hang-up', leg: core.sid }, 500);
    expect(core.of('exchange')).toEqual([]);
    expect(core.of('end')).toMatchObject([{ status: 'completed' }]);
  });

  it('fails with 13331 when the model does not know the language, and the next verb runs', async () => {
    const app = gather('input="speech" speechModel="deepgram_nova-2-phonecall" language="de-DE"');
    const call = await placeCall({ app, caller: 'say "hallo"' });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13331, level: 'warning', line: 3 });
    expect(call.heard).toEqual(['no input']);
  });

  it('takes keys only when input does not name speech: what is said is lost', async () => {
    const call = await placeCall({ app: gather(''), caller: 'say "hello"' });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'nothing-listens', level: 'info' }]);
    expect(call.heard).toEqual(['no input']);
  });

  it('ignores keys when input does not name dtmf', async () => {
    const call = await placeCall({ app: gather('input="speech"'), caller: 'press 12#' });
    expect(call.paths).toEqual(['/voice']);
  });
});

describe('Gather with keys and speech: the first kind wins (Twilio docs: TwiML Voice: Gather)', () => {
  const both = 'input="dtmf speech"';

  it('ignores keys and the finish key after the first word', () => {
    const core = new Core(`<Gather ${both} action="/result"/>`);
    core.advance();
    expect(listenerOf(core.leg)?.listening?.for).toBe('digits-or-speech');
    core.enter({ type: 'speech', leg: core.sid, value: 'yes please', confidence: 0.9 });
    const [word] = allWork(core.board.pending).filter((work) => work.kind === 'timer');
    core.enter({ type: 'due', work: word?.id ?? '' });
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    core.enter({ type: 'key', leg: core.sid, value: '#' });
    expect(listenerOf(core.leg)?.listening).toMatchObject({ for: 'speech', digits: '' });
  });

  it('ignores speech after the first key, and says so', async () => {
    const call = await placeCall({ app: gather(both), caller: 'press 1; say "two"' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
    expect(call.asked[1]?.params).not.toHaveProperty('SpeechResult');
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'nothing-listens', level: 'info' }]);
  });

  it('takes a key that comes before the first word has been recognised', () => {
    const core = new Core(`<Gather ${both} numDigits="1" action="/result"/>`);
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'representative', confidence: 0.9 });
    core.enter({ type: 'key', leg: core.sid, value: '0' });
    expect(core.pending).toEqual(['hop']);
    const hop = core.work('hop');
    const body = hop.kind === 'hop' ? hop.exchange.sending.body : '';
    expect(body).toContain('Digits=0');
    expect(body).not.toContain('SpeechResult');
  });
});

describe('partialResultCallback', () => {
  it('is told the transcript as it grows, and the final one goes to action', async () => {
    const call = await placeCall({
      app: gather('input="speech" partialResultCallback="/partial"'),
      caller: 'say "I lost my card"',
    });
    const partial = call.asked.filter(({ path }) => path === '/partial').map(({ params }) => params);
    expect(partial.map((params) => params['UnstableSpeechResult'])).toEqual([
      'I',
      'I lost',
      'I lost my',
      'I lost my card',
    ]);
    expect(partial.map((params) => params['SequenceNumber'])).toEqual(['0', '1', '2', '3']);
    expect(partial[2]).toMatchObject({
      StableSpeechResult: 'I lost',
      Stability: '0.9',
      CallStatus: 'in-progress',
      CallSid: call.events[0]?.call,
    });
    const times = call.of('exchange').filter(({ purpose }) => purpose === 'partial-result');
    expect(times.map(({ at }) => at)).toEqual([65, 390, 585, 910]);
    expect(call.asked.at(-1)?.params).toMatchObject({ SpeechResult: 'I lost my card' });
  });

  it('is asked by GET when partialResultCallbackMethod says so', async () => {
    const app = gather('input="speech" partialResultCallback="/partial" partialResultCallbackMethod="GET"');
    const call = await placeCall({ app, caller: 'say "yes"' });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { UnstableSpeechResult: 'yes' } });
  });

  it('ignores TwiML that it answers', async () => {
    const app = {
      ...gather('input="speech" partialResultCallback="/partial"'),
      '/partial': '<Say>never</Say>',
    };
    const call = await placeCall({ app, caller: 'say "yes"' });
    expect(call.heard).toEqual([]);
    expect(call.asked.at(-1)?.path).toBe('/result');
  });

  it('is not told of keys', async () => {
    const app = gather('input="dtmf speech" partialResultCallback="/partial"');
    expect((await placeCall({ app, caller: 'press 1#' })).paths).toEqual(['/voice', '/result']);
  });
});

describe('how speech ends (Twilio docs: TwiML Voice: Gather)', () => {
  it('recognition ends at the latest after 60 s of speech', async () => {
    const call = await gathered('input="speech"', `say "${'word '.repeat(400)}"`);
    expect(call.of('exchange')[1]).toMatchObject({ at: 60_000 });
    expect(call.asked[1]?.params['SpeechResult']?.length).toBeLessThan(1_000);
  });

  it('timeout governs the DTMF side, speechTimeout the speech side', async () => {
    const both = 'input="dtmf speech" timeout="3" speechTimeout="1"';
    expect(await result(both, 'press 1')).toMatchObject({ Digits: '1', at: 3_000 });
    expect(await result(both, 'say "hi"')).toMatchObject({ SpeechResult: 'hi', at: 1_400 });
    const call = await gathered(both);
    expect(call.of('verb').at(-1)).toMatchObject({ name: 'Say', at: 3_000 });
  });

  it('a key while the first word is being said: DTMF came first, the speech is ignored', () => {
    const core = new Core('<Gather input="dtmf speech"/>');
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'representative please', confidence: 0.9 });
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    // Nothing but the inter-digit timer is left.
    expect(core.pending).toEqual(['timer']);
    core.enter({ type: 'due', work: core.work('timer').id }, 5_000);
    const hop = core.work('hop');
    expect(hop.kind === 'hop' && hop.exchange.request.own[0]).toEqual(['Digits', '1']);
  });

  it('of speech that is cut off before the first word is over nothing is recognised: an empty result', async () => {
    const caller = `say "${'internationalisation'.repeat(3)}"`;
    const call = await gathered('input="speech" maxSpeechTime="1"', caller);
    expect([call.paths, call.heard]).toEqual([['/voice'], ['none']]);
  });

  it('a word that is being said when the prompts end is waited for, however short timeout is', async () => {
    const caller = `early say "${'internationalisation'.repeat(3)} please"`;
    const call = await gathered('input="dtmf speech" timeout="1"', caller, { nested: '<Say>Go.</Say>' });
    expect(call.asked[1]?.params['SpeechResult']).toMatch(/ please$/);
  });
});
