import { describe, expect, it } from 'vitest';
import { allLegs } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { type Asked, placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';

const start = (attributes = '') =>
  `<Start><Transcription name="t" statusCallbackUrl="http://app.test/status" ${attributes}/></Start>`;

const GATHER = '<Gather input="speech dtmf" numDigits="1" action="/after"><Say>What is it</Say></Gather>';

const told = (call: { readonly asked: readonly Asked[] }) =>
  call.asked.filter(({ path }) => path === '/status').map(({ params }) => params);

const contents = (call: { readonly asked: readonly Asked[] }) =>
  told(call)
    .filter((params) => params['TranscriptionEvent'] === 'transcription-content')
    .map((params) => {
      const { transcript } = JSON.parse(params['TranscriptionData'] ?? '{}');
      return `${params['Track']} ${params['Final']} ${transcript}`;
    });

describe('Transcription (Twilio docs: TwiML Voice: Transcription)', () => {
  it('tells what is said to the caller and by the caller, with numbers in order', async () => {
    const call = await placeCall({
      app: { '/voice': start() + GATHER, '/after': '<Say>Bye</Say>', '/status': '' },
      caller: 'say "my card is lost"',
    });
    expect(contents(call)).toEqual([
      'outbound_track true What is it',
      'inbound_track true my card is lost',
      'outbound_track true Bye',
    ]);
    expect(told(call).map((params) => params['SequenceId'])).toEqual(['1', '2', '3', '4', '5']);
    expect(told(call)[0]).toMatchObject({
      TranscriptionEvent: 'transcription-started',
      TranscriptionEngine: 'google',
      Name: 't',
      Track: 'both_tracks',
      PartialResults: 'false',
      LanguageCode: 'en-US',
    });
    expect(told(call)[0]?.['TranscriptionSid']).toMatch(/^GT/);
    expect(told(call).at(-1)).toMatchObject({ TranscriptionEvent: 'transcription-stopped' });
  });

  it.each([
    ['inbound_track', ['inbound_track true yes']],
    ['outbound_track', ['outbound_track true What is it', 'outbound_track true Bye']],
  ])('track="%s" hears one side only', async (track, said) => {
    const call = await placeCall({
      app: { '/voice': start(`track="${track}"`) + GATHER, '/after': '<Say>Bye</Say>', '/status': '' },
      caller: 'say "yes"',
    });
    expect(contents(call)).toEqual(said);
  });

  it('profanity is masked by default, and punctuation is written unless it is not wanted', async () => {
    const heard = async (attributes: string) => {
      const app = { '/voice': `${start(attributes)}<Say>Oh shit, not that! It is 5.30</Say>`, '/status': '' };
      return contents(await placeCall({ app }));
    };
    expect(await heard('')).toEqual(['outbound_track true Oh s***, not that! It is 5.30']);
    expect(await heard('profanityFilter="false" enableAutomaticPunctuation="false"')).toEqual([
      'outbound_track true Oh shit not that It is 5.30',
    ]);
  });

  it('partialResults tells an interim result first, with its stability', async () => {
    const call = await placeCall({
      app: { '/voice': `${start('partialResults="true"')}<Say>one two three four</Say>`, '/status': '' },
    });
    expect(contents(call)).toEqual([
      'outbound_track false one two',
      'outbound_track true one two three four',
    ]);
    const interim = told(call).find((params) => params['Final'] === 'false');
    expect(interim).toHaveProperty('Stability');
  });

  it('the two sides of a bridge hear each other', () => {
    const core = new Core(`${start()}<Dial>+15551230009</Dial>`);
    core.advance();
    core.advance();
    const callee = allLegs(core.board.legs)[1]?.sid ?? '';
    core.enter({ type: 'callee', leg: callee, does: 'answer' });
    core.enter({ type: 'speech', leg: callee, value: 'hello', confidence: 1 });
    const bodies = allWork(core.board.pending).flatMap((work) =>
      work.kind === 'hop' ? [Object.fromEntries(work.exchange.request.own)] : [],
    );
    expect(bodies.at(-1)).toMatchObject({ Track: 'outbound_track', SequenceId: '2' });
  });

  it('one that fails says why, and hears nothing more', async () => {
    const call = await placeCall({
      app: { '/voice': `${start()}<Say>Hello</Say>`, '/status': '' },
      farEnd: 'error 32651',
    });
    expect(told(call).map((params) => params['TranscriptionEvent'])).toEqual([
      'transcription-started',
      'transcription-error',
    ]);
    expect(told(call)[1]).toMatchObject({
      TranscriptionErrorCode: '32651',
      TranscriptionError: 'Real-time Transcriptions: Provider Error',
    });
  });

  it('Stop ends it by its name', async () => {
    const call = await placeCall({
      app: { '/voice': `${start()}<Stop><Transcription name="t"/></Stop><Say>secret</Say>`, '/status': '' },
    });
    expect(contents(call)).toEqual([]);
    expect(told(call).at(-1)).toMatchObject({ TranscriptionEvent: 'transcription-stopped', SequenceId: '2' });
  });
});

describe('attributes of Transcription (Twilio docs: TwiML Voice: Transcription)', () => {
  it('without a name, Name is empty', async () => {
    const start =
      '<Start><Transcription statusCallbackUrl="http://app.test/told" statusCallbackMethod="GET"/></Start>';
    const { told } = await runVerbs(`${start}<Pause/>`);
    expect(told[0]).toMatchObject({
      method: 'GET',
      params: {
        TranscriptionEvent: 'transcription-started',
        Name: '',
        TranscriptionEngine: 'google',
        Track: 'both_tracks',
        LanguageCode: 'en-US',
        PartialResults: 'false',
        InboundTrackLabel: '',
        OutboundTrackLabel: '',
      },
    });
  });
});
