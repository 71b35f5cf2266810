import { describe, expect, it } from 'vitest';
import type { ProductName } from '../../../src/twiml/language/schema.ts';
import { findingsIn } from './marked.ts';

const codes = (verbs: string, product: ProductName = 'voice') =>
  findingsIn(verbs, product).map(({ code, rule }) => code ?? rule);
const x = (count: number) => 'x'.repeat(count);

describe('a text', () => {
  it.each<[string, string, string, number, ProductName]>([
    [
      'speech of a basic voice may have 4096 characters',
      `<Say>${x(4096)}</Say>`,
      `<Say>${x(4097)}</Say>`,
      13521,
      'voice',
    ],
    ['of man', `<Say voice="man">${x(4096)}</Say>`, `<Say voice="man">${x(4097)}</Say>`, 13521, 'voice'],
    [
      'of a Polly voice 3000, tags not counted',
      `<Say voice="Polly.Amy"><p>${x(3000)}</p></Say>`,
      `<Say voice="Polly.Amy">${x(3001)}</Say>`,
      13521,
      'voice',
    ],
    [
      'of a Google voice 4500, for its encoding',
      `<Say voice="Google.de-DE-Standard-A">${x(4500)}</Say>`,
      `<Say voice="Google.de-DE-Standard-A">${x(4501)}</Say>`,
      13521,
      'voice',
    ],
    [
      'of a Google voice 5000, tags counted',
      `<Say voice="Google.de-DE-Standard-A"><p>${x(4000)}</p>${' '.repeat(993)}</Say>`,
      `<Say voice="Google.de-DE-Standard-A"><p>${x(4000)}</p>${' '.repeat(994)}</Say>`,
      13521,
      'voice',
    ],
    [
      '4500 when it is encoded, six for each umlaut',
      `<Say>${'ü'.repeat(750)}</Say>`,
      `<Say>${'ü'.repeat(751)}</Say>`,
      13521,
      'voice',
    ],
    [
      'the name of a queue may have 64 characters',
      `<Enqueue>${x(64)}</Enqueue>`,
      `<Enqueue>${x(65)}</Enqueue>`,
      14205,
      'voice',
    ],
    [
      'also where it is dialled',
      `<Dial><Queue>${x(64)}</Queue></Dial>`,
      `<Dial><Queue>${x(65)}</Queue></Dial>`,
      14213,
      'voice',
    ],
    [
      'the name of a conference 128',
      `<Dial><Conference>${x(128)}</Conference></Dial>`,
      `<Dial><Conference>${x(129)}</Conference></Dial>`,
      13237,
      'voice',
    ],
    [
      'the label of a participant 128',
      `<Dial><Conference participantLabel="${x(128)}">r</Conference></Dial>`,
      `<Dial><Conference participantLabel="${x(129)}">r</Conference></Dial>`,
      16023,
      'voice',
    ],
    [
      'a SIP URI 255',
      `<Dial><Sip>sip:${x(251)}</Sip></Dial>`,
      `<Dial><Sip>sip:${x(252)}</Sip></Dial>`,
      13243,
      'voice',
    ],
    [
      'and its headers together 1024, which do not count for that',
      `<Dial><Sip>sip:${x(251)}?x-a=${x(1020)}</Sip></Dial>`,
      `<Dial><Sip>sip:a@b.test?x-a=${x(1021)}</Sip></Dial>`,
      13243,
      'voice',
    ],
    [
      'an identity 256',
      `<Dial><Client>${x(256)}</Client></Dial>`,
      `<Dial><Client>${x(257)}</Client></Dial>`,
      12200,
      'voice',
    ],
    [
      'hints 500 entries',
      `<Gather input="speech" hints="${x(500).split('').join()}"/>`,
      `<Gather input="speech" hints="${x(501).split('').join()}"/>`,
      13330,
      'voice',
    ],
    [
      'of 100 characters',
      `<Gather input="speech" hints="a,${x(100)}"/>`,
      `<Gather input="speech" hints="a,${x(101)}"/>`,
      13330,
      'voice',
    ],
    [
      'a message 1600 characters',
      `<Message>${x(1600)}</Message>`,
      `<Message>${x(1601)}</Message>`,
      14103,
      'messaging',
    ],
    [
      'all its bodies together',
      `<Message><Body>${x(800)}</Body><Body>${x(800)}</Body></Message>`,
      `<Message><Body>${x(800)}</Body><Body>${x(801)}</Body></Message>`,
      14103,
      'messaging',
    ],
  ])('%s', (_, fits, tooLong, code, product) => {
    expect(codes(fits, product)).toEqual([]);
    expect(codes(tooLong, product)).toEqual([code]);
  });

  it('that is left has to be enough for a message: a <Media> in an <Sms> is none', () => {
    const media = '<Media>http://a.test/b.png</Media>';
    expect(codes(`<Sms>${media}</Sms>`, 'messaging')).toEqual(['deprecated', 14103, 12200]);
    expect(codes(`<Sms>${media.repeat(11)}a</Sms>`, 'messaging')).not.toContain(21623);
  });

  it('that a call sends as a message may have 160 characters', () => {
    expect(codes(`<Sms>${x(160)}</Sms>`)).toEqual(['deprecated']);
    expect(codes(`<Sms>${x(161)}</Sms>`)).toEqual(['deprecated', 14103]);
  });
});

describe('a count', () => {
  const numbers = (count: number) => '<Number>+15551230001</Number>'.repeat(count);

  it('of more than ten nouns is told at the eleventh', () => {
    expect(codes(`<Dial>${numbers(10)}</Dial>`)).toEqual([]);
    const [finding, ...others] = findingsIn(`<Dial>${numbers(11)}</Dial>`);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 13250,
      level: 'warning',
      effect: 'default',
      message: '<Dial> holds 11 nouns; those after the first 10 are ignored',
      location: { column: '<Response><Dial>'.length + numbers(10).length + 1 },
    });
  });

  it('leaves out what is ignored', () => {
    expect(codes(`<Dial>${numbers(10)}<Foobar/></Dial>`)).toEqual([12200]);
  });

  it('of more than ten media is told, and nothing is sent', () => {
    const media = (count: number) => `<Message>${'<Media>/a.png</Media>'.repeat(count)}</Message>`;
    expect(codes(media(10), 'messaging')).toEqual([]);
    expect(findingsIn(media(11), 'messaging')).toMatchObject([
      { code: 21623, level: 'error', effect: 'skip', element: 1 },
    ]);
  });

  it('of more than ten replies is told at each that is not sent', () => {
    const replies = (count: number) => '<Message>a</Message>'.repeat(count);
    expect(codes(replies(10), 'messaging')).toEqual([]);
    expect(findingsIn(replies(12), 'messaging')).toMatchObject([
      {
        code: 14109,
        effect: 'skip',
        element: 11,
        message: '<Message> is reply 11 to one message; only 10 are sent',
      },
      {
        code: 14109,
        effect: 'skip',
        element: 12,
        message: '<Message> is reply 12 to one message; only 10 are sent',
      },
    ]);
  });

  it('of replies leaves out those that are not sent for another reason', () => {
    expect(codes(`<Message/>${'<Message>a</Message>'.repeat(10)}`, 'messaging')).toEqual([14103]);
  });
});

describe('very many findings', () => {
  it('are all told, the first hundred with their source', () => {
    const found = findingsIn('<Pause length="x"/>'.repeat(3000));
    expect(found).toHaveLength(3000);
    expect(found.slice(0, 100).every(({ excerpt }) => excerpt !== null)).toBe(true);
    expect(found.slice(100).every(({ excerpt, location }) => excerpt === null && location !== null)).toBe(
      true,
    );
  });

  it('stop guessing what was meant', () => {
    const found = findingsIn(Array.from({ length: 200 }, () => '<Sya>a</Sya>').join(''));
    expect(found.at(0)?.help).toBe('did you mean <Say>?');
    expect(found.at(-1)?.help).not.toContain('did you mean');
  });
});
