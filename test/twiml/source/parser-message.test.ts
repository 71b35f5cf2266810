import { describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';

describe("a refusal in the words of Twilio's own parser, where public reports quote them", () => {
  it.each([
    [
      '\n<?xml version="1.0"?><Response/>',
      'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
    ],
    ['OK', 'Content is not allowed in prolog.'],
    ['Warning: x<Response/>', 'Content is not allowed in prolog.'],
    ['<Response><Say>Hi', 'XML document structures must start and end within the same entity.'],
    ['<Response/><Response/>', 'The markup in the document following the root element must be well-formed.'],
    ['<!DOCTYPE Response><Response/>', expect.stringContaining('DOCTYPE is disallowed when the feature')],
    ['<Response><Say>a & b</Say></Response>', null],
  ])('%j', (source, words) => {
    const parsed = parseTwiml(source, 'u');
    expect(parsed.ok ? 'read' : parsed.diagnostic.parserMessage).toEqual(words);
  });
});
