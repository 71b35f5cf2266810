import { describe, expect, it } from 'vitest';
import { refusal, URL_OF_DOCUMENT } from './documents.ts';

const VERBS_OUTSIDE = 'put the verbs inside <Response> ... </Response>';
const CASE = 'names are case-sensitive: write <Response>';
const HTML = 'this is an HTML page, not TwiML: does the URL point to a page for browsers?';

describe('12102: "The root element must be Response" (error dictionary)', () => {
  it.each([
    ['<Say>Hi</Say>', 'Say', VERBS_OUTSIDE],
    ['<Responses/>', 'Responses', VERBS_OUTSIDE],
    ['<t:Response xmlns:t="x"/>', 't:Response', VERBS_OUTSIDE],
    ['<response/>', 'response', CASE],
    ['<RESPONSE></RESPONSE>', 'RESPONSE', CASE],
    ['<html><body/></html>', 'html', HTML],
    ['<HTML/>', 'HTML', HTML],
  ])('%s', (source, name, help) => {
    const { code, level, message, help: given } = refusal(source);
    expect({ code, level, message, help: given }).toEqual({
      code: 12102,
      level: 'error',
      message: `the root element must be Response, not ${name}`,
      help,
    });
  });

  it('underlines the start tag of the root', () => {
    expect(refusal('<?xml version="1.0"?>\n<!-- x -->\n  <Say loop="1">Hi</Say>')).toMatchObject({
      location: { url: URL_OF_DOCUMENT, offset: 35, length: 14, line: 3, column: 3 },
      excerpt: [
        '1 | <?xml version="1.0"?>',
        '2 | <!-- x -->',
        '3 |   <Say loop="1">Hi</Say>',
        '  |   ^^^^^^^^^^^^^^',
      ].join('\n'),
    });
  });

  it('comes second to a document that is not well formed', () => {
    expect(refusal('<Say>a & b</Say>').code).toBe(12100);
  });

  it('cuts a name that is as long as the document', () => {
    expect(refusal(`<${'x'.repeat(60_000)}/>`).message).toBe(
      `the root element must be Response, not ${'x'.repeat(60)}`,
    );
  });
});
