import { describe, expect, it } from 'vitest';
import { speechText } from '../../../src/twiml/speech/speech-text.ts';
import { find, read } from '../source/documents.ts';

const spoken = (inside: string) => {
  const document = read(`<Response><Say>${inside}</Say></Response>`);
  return speechText(document, find(document, 'Say').id);
};

describe('what a Say speaks', () => {
  it.each([
    ['Hello', 'Hello'],
    ['\n   Hello\n\t  world  \r\n', 'Hello world'],
    ['Fish &amp; chips &#64; 5', 'Fish & chips @ 5'],
    ['<![CDATA[1 < 2]]>', '1 < 2'],
    ['One<!-- two -->three', 'Onethree'],
    ['', ''],
    ['  ', ''],
  ])('"%s" is "%s"', (inside, text) => {
    expect(spoken(inside)).toBe(text);
  });
});

describe('SSML', () => {
  it.each([
    ['emphasis', '<emphasis level="strong">Hi</emphasis>, Bob', 'Hi, Bob'],
    ['prosody inside a word', 'un<prosody rate="slow">believ</prosody>able', 'unbelievable'],
    ['say-as', 'Call <say-as interpret-as="telephone">555 1234</say-as>.', 'Call 555 1234.'],
    ['phoneme', '<phoneme alphabet="ipa" ph="x">pecan</phoneme>!', 'pecan!'],
    ['lang around w', '<lang xml:lang="fr-FR">mon <w role="x">ami</w></lang>', 'mon ami'],
    ['an effect of Amazon', 'a <amazon:effect name="whispered">secret</amazon:effect>.', 'a secret.'],
  ])('%s leaves the text as it is', (_element, inside, text) => {
    expect(spoken(inside)).toBe(text);
  });

  it.each([
    ['break', 'One<break time="1s"/>two', 'One two'],
    ['p', '<p>One.</p><p>Two.</p>', 'One. Two.'],
    ['s', '<s>One.</s><s>Two.</s>Three', 'One. Two. Three'],
  ])('%s separates words', (_element, inside, text) => {
    expect(spoken(inside)).toBe(text);
  });

  it('sub speaks its alias instead of its text, or nothing without one', () => {
    expect(spoken('The <sub alias="World Wide Web">WWW</sub>.')).toBe('The World Wide Web.');
    expect(spoken('The <sub>WWW</sub>.')).toBe('The .');
  });

  it('may be nested', () => {
    expect(spoken('<p>A <emphasis>b<break/><sub alias="c">x</sub></emphasis></p>')).toBe('A b c');
  });
});
