import { describe, expect, it } from 'vitest';
import { providerOfVoice, speechProvider } from '../../../src/twiml/language/values/relay-voices.ts';
import { findingsIn } from '../validate/marked.ts';

describe('the voices of ConversationRelay, by their names (Twilio docs: ConversationRelay, default voices)', () => {
  it.each([
    ['UgBBYS2sOqTuMpoF3BR0', 'ElevenLabs'],
    ['UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1.0_0.5_0.7', 'ElevenLabs'],
    ['en-US-Journey-O', 'Google'],
    ['Google.en-US-Neural2-F', 'Google'],
    ['en-US-Chirp3-HD-Aoede', 'Google'],
    ['Joanna-Neural', 'Amazon'],
    ['Amy-Generative', 'Amazon'],
    ['Joanna', null],
    ['my-voice', null],
    ['', null],
  ])('%s is one of %s', (voice, provider) => {
    expect(providerOfVoice(voice)).toBe(provider);
  });

  it.each(['amazon', 'AMAZON', 'Amazon'])(
    'a provider is named in any letter case: %s (observed)',
    (written) => {
      expect(speechProvider(written)).toBe('Amazon');
      const relay = `<Connect><ConversationRelay url="wss://a.test/" ttsProvider="${written}" voice="Joanna-Neural"/></Connect>`;
      expect(findingsIn(relay)).toEqual([]);
    },
  );

  it.each([
    '<ConversationRelay url="wss://a.test/" language="multi"/>',
    '<ConversationRelay url="wss://a.test/"><Language code="multi"/></ConversationRelay>',
    '<ConversationRelay url="wss://a.test/"><Language code="de-DE" ttsProvider="Google" voice="de-DE-Journey-O"/></ConversationRelay>',
    '<ConversationRelay url="wss://a.test/" ttsProvider="Newcomer" voice="Joanna-Neural"/>',
  ])('nothing is wrong with %s', (relay) => {
    expect(findingsIn(`<Connect>${relay}</Connect>`).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('a language of its own is judged by its own provider, and the session with it', () => {
    const language = '<Language code="de-DE" ttsProvider="Google" voice="Vicki-Neural"/>';
    const relay = `<Connect><ConversationRelay url="wss://a.test/">${language}</ConversationRelay></Connect>`;
    expect(findingsIn(relay)).toMatchObject([{ code: 64101, element: 2, effect: 'skip' }]);
  });
});
