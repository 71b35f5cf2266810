import { describe, expect, it } from 'vitest';
import { parseWhere } from '../../src/debug/breakpoints.ts';
import { LANGUAGE } from '../support/memory-call.ts';

describe('a place to stop', () => {
  it('is a verb, a line or a path', () => {
    expect(parseWhere('Gather')).toEqual({ type: 'verb', name: 'Gather' });
    expect(parseWhere('line:12')).toEqual({ type: 'line', line: 12 });
    expect(parseWhere('url:/ivr/menu')).toEqual({ type: 'url', path: '/ivr/menu' });
  });

  it('is any verb of any product', () => {
    for (const product of ['voice', 'messaging', 'fax'] as const) {
      const elements = Object.values(LANGUAGE.schema.elements(product));
      for (const { tag, kind } of elements)
        if (kind === 'verb') expect(parseWhere(tag)).toEqual({ type: 'verb', name: tag });
    }
  });

  it.each([
    ['gather', 'did you mean Gather?'],
    ['Gathr', 'did you mean Gather?'],
    ['Recrod', 'did you mean Record?'],
    ['line:0', 'write a verb (Gather), line:12 or url:/path'],
    ['line:-1', 'write a verb'],
    ['line:x', 'write a verb'],
    ['line:99999999999', 'write a verb'],
    ['url:', 'write a verb'],
    ['url:menu', 'write a verb'],
    ['url:/a b', 'write a verb'],
    ['', 'write a verb'],
    ['Gather if', 'write a verb'],
  ])('"%s" is none', (text, hint) => {
    const answer = parseWhere(text);
    expect(answer).toContain(`"${text}" is not a place to stop`);
    expect(answer).toContain(hint);
  });
});
