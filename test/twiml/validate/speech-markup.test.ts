import { describe, expect, it } from 'vitest';
import { compared, findingsIn, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
ssml-voice warning none | <Say voice="Polly.Joanna-Generative">⟦<prosody rate="slow">⟧a</prosody></Say> | the voice Polly.Joanna-Generative does not know <prosody>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Polly.Joanna-Generative">⟦<phoneme ph="a">⟧a</phoneme></Say> | the voice Polly.Joanna-Generative does not know <phoneme>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Polly.Joanna-Generative">⟦<emphasis>⟧a</emphasis></Say> | the voice Polly.Joanna-Generative does not know <emphasis>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Polly.Joanna-Neural"><p>⟦<emphasis>⟧a</emphasis></p></Say> | the voice Polly.Joanna-Neural does not know <emphasis>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Polly.Joanna-Neural">⟦<amazon:effect name="whispered">⟧a</amazon:effect></Say> | the voice Polly.Joanna-Neural does not know <amazon:effect>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Google.en-US-Wavenet-A">⟦<amazon:effect name="whispered">⟧a</amazon:effect></Say> | the voice Google.en-US-Wavenet-A does not know <amazon:effect>; what Twilio does with it is not documented | leave it out, or choose another voice
ssml-voice warning none | <Say voice="Polly.Joanna">a⟦<break time="10001ms"/>⟧</Say> | a <break> of 10.001 s is longer than the 10 s that a Polly voice takes | use <Pause> between two <Say>
`);

describe('SSML and the voice around it (Amazon Polly docs: supported SSML tags)', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });

  it.each([
    [
      'of a standard voice all of it',
      'Polly.Joanna',
      '<emphasis>a</emphasis><prosody rate="slow">b</prosody>',
    ],
    ['its effects', 'Polly.Joanna', '<amazon:effect name="whispered">a</amazon:effect>'],
    ['of a neural voice all but emphasis', 'Polly.Joanna-Neural', '<prosody rate="slow">b</prosody>'],
    ['and drc', 'Polly.Joanna-Neural', '<amazon:effect name="drc">a</amazon:effect>'],
    [
      'of a generative voice what is left',
      'Polly.Joanna-Generative',
      '<p><s>a</s></p><say-as interpret-as="digits">1</say-as>',
    ],
    ['of a Google voice emphasis', 'Google.en-US-Wavenet-A', '<emphasis>a</emphasis>'],
    ['a break of ten seconds', 'Polly.Joanna', 'a<break time="10s"/>'],
  ])('is known: %s', (_, voice, text) => {
    expect(findingsIn(`<Say voice="${voice}">${text}</Say>`)).toEqual([]);
  });
});
