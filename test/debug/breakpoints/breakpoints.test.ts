import { describe, expect, it } from 'vitest';
import { isOnlyNoun, namesOf } from '../../../src/debug/breakpoints/breakpoint-names.ts';
import { parseWhere } from '../../../src/debug/breakpoints/breakpoints.ts';
import { LANGUAGE } from '../../support/memory-call.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

describe('a place to stop', () => {
  it('is a verb, a line or a path', () => {
    expect(acceptedValue(parseWhere('Gather'))).toEqual({ type: 'verb', name: 'Gather' });
    expect(acceptedValue(parseWhere('line:12'))).toEqual({ type: 'line', line: 12 });
    expect(acceptedValue(parseWhere('url:/ivr/menu'))).toEqual({ type: 'url', path: '/ivr/menu' });
  });

  it('is any verb of any product', () => {
    for (const product of ['voice', 'messaging', 'fax'] as const) {
      const elements = Object.values(LANGUAGE.schema.elements(product));
      const words = elements.flatMap(({ tag, kind }) => (kind === 'verb' || kind === 'noun' ? [tag] : []));
      expect(namesOf(product).toSorted()).toEqual(words.toSorted());
      for (const word of words)
        expect(acceptedValue(parseWhere(word, product))).toEqual({ type: 'verb', name: word });
      for (const { tag, kind } of elements) {
        if (kind === 'verb' || kind === 'noun')
          expect([tag, isOnlyNoun(tag)]).toEqual([tag, kind === 'noun' && tag !== 'Sms']);
      }
    }
  });

  it('is no word of another product', () => {
    expect(refusalOf(parseWhere('Gather', 'messaging'))).toContain(
      'messaging has no Gather, but Message, Redirect, Sms',
    );
    expect(refusalOf(parseWhere('Receive', 'voice'))).toContain('voice has no Receive, but Connect, Dial');
    expect(refusalOf(parseWhere('Recieve', 'fax'))).toContain('did you mean Receive?');
  });

  it.each([
    ['gather', 'did you mean Gather?'],
    ['Gathr', 'did you mean Gather?'],
    ['Recrod', 'did you mean Record?'],
    ['Number1', 'write a verb'],
    ['Foo', 'TwiML has no Foo; write a verb'],
    ['line:0', 'write a verb (Gather), line:12, url:/path, param:Digits or an event'],
    ['line:-1', 'write a verb'],
    ['line:x', 'write a verb'],
    ['line:99999999999', 'write a verb'],
    ['url:', 'write a verb'],
    ['url:menu', 'write a verb'],
    ['url:/a b', 'write a verb'],
    ['', 'write a verb'],
    ['Gather if', 'write a verb'],
  ])('"%s" is none', (text, hint) => {
    const answer = refusalOf(parseWhere(text));
    expect(answer).toContain(`"${text}" is not a place to stop`);
    expect(answer).toContain(hint);
  });
});
