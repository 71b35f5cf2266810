import { describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { guessProduct } from '../../../src/twiml/validate.ts';
import { findingsIn, LANGUAGE } from './marked.ts';

function guessed(verbs: string): string {
  const parsed = parseTwiml(`<Response>${verbs}</Response>`, 'a.xml');
  if (!parsed.ok) throw new Error(parsed.diagnostic.message);
  return guessProduct(parsed.document, LANGUAGE);
}

describe('the product of a document', () => {
  it.each([
    ['is voice when nothing tells', '', 'voice'],
    ['is voice for a redirect, which both have', '<Redirect>/a</Redirect>', 'voice'],
    ['is voice for a text that a call sends', '<Say>a</Say><Sms>b</Sms>', 'voice'],
    ['is messaging for a message', '<Message>a</Message>', 'messaging'],
    [
      'is messaging for a message among redirects',
      '<Message>a</Message><Redirect>/a</Redirect>',
      'messaging',
    ],
    ['is messaging for a message in another case', '<message>a</message>', 'messaging'],
    ['is messaging for what belongs into a message', '<Body>a</Body>', 'messaging'],
    ['is what most verbs are for: voice', '<Say>a</Say><Message>b</Message><Hangup/>', 'voice'],
    [
      'is what most verbs are for: messaging',
      '<Message>a</Message><Message>b</Message><Say>c</Say>',
      'messaging',
    ],
    ['is voice when as many are for either', '<Say>a</Say><Message>b</Message>', 'voice'],
    ['is fax for a fax that is received', '<Receive action="/a"/>', 'fax'],
    ['is fax in another case', '<receive/>', 'fax'],
    ['is fax for one that is refused', '<Receive/><Reject/>', 'fax'],
    ['is voice for a fax verb among voice verbs', '<Say>a</Say><Receive/>', 'voice'],
    ['is voice whatever the names', '<constructor/><__proto__/><toString/>', 'voice'],
  ])('%s', (_, verbs, product) => {
    expect(guessed(verbs)).toBe(product);
  });
});

describe('a fax document', () => {
  it('has one finding, about the retired product, whatever else is in it', () => {
    expect(findingsIn('<Receive pageSize="huge"/><Say loop="x"/>', 'fax')).toMatchObject([
      {
        code: null,
        rule: 'retired-product',
        level: 'info',
        effect: 'none',
        message: 'this is TwiML for Programmable Fax, which was retired in 2021; nothing of it is checked',
        location: { line: 1, column: 11, length: '<Receive pageSize="huge"/>'.length },
      },
    ]);
    expect(findingsIn('', 'fax')).toMatchObject([{ rule: 'retired-product', element: 0 }]);
  });
});

describe('findings of a document', () => {
  it('come in document order, for several elements, attributes and texts', () => {
    const found = findingsIn(
      '\n<Gather numdigits="1" timeout="x">\n  a\n  <Record/>\n</Gather>\n<Dial method="x"/>\n<Hangup/><Say/>',
    );
    expect(
      found.map(({ code, rule, location }) => `${code ?? rule} ${location?.line}:${location?.column}`),
    ).toEqual([
      '12200 2:9',
      '13313 2:32',
      '12200 3:3',
      '13320 4:3',
      '13223 6:1',
      '13210 6:15',
      '13520 7:10',
      'unreachable 7:10',
    ]);
  });

  it('count lines of all three kinds, and columns in UTF-16 units', () => {
    const found = findingsIn('\r\n\r<!-- 😀 --><Pause length="x"/>');
    expect(found).toMatchObject([{ location: { line: 3, column: '<!-- 😀 --><Pause length="'.length + 1 } }]);
  });

  it('do not tell twice what is wrong with one thing', () => {
    expect(findingsIn('<Redirect>/a</Redirect><Foobar/>')).toMatchObject([{ code: 12200 }]);
    expect(findingsIn('<Connect><Foobar/></Connect>')).toMatchObject([{ code: 12200, element: 2 }]);
    expect(findingsIn('<Start><Stream URL="wss://a.test/"/></Start>')).toMatchObject([
      { code: 12200, help: 'did you mean url? Names are case-sensitive' },
    ]);
    expect(findingsIn('<Dial>{{a}}<Ninja/></Dial>').map(({ code, rule }) => code ?? rule)).toEqual([
      'placeholder',
      12200,
    ]);
  });

  it('leave out what stands behind a verb that is skipped, which does not leave the document', () => {
    expect(
      findingsIn('<Enqueue method="x" action="/a">q</Enqueue><Say>a</Say>').map(({ code }) => code),
    ).toEqual([14201]);
    expect(findingsIn('<Hangup/><Message>a</Message>', 'messaging').map(({ code }) => code)).toEqual([12200]);
  });
});
