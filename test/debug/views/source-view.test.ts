import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt, sourceIndex, stopAt, verbsOn } from '../../../src/debug/views/source/source-index.ts';
import { tokensIn } from '../../../src/debug/views/source/source-tokens.ts';
import { sourceView } from '../../../src/debug/views/source/source-view.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { until } from '../../support/memory-call.ts';
import { screenSession } from '../../support/screen-session.ts';

function documentOf(source: string) {
  const parsed = parseTwiml(source, 'http://app.test/voice');
  if (!parsed.ok) throw new Error(parsed.diagnostic.message);
  return parsed.document;
}

const MENU = [
  '<Response>',
  '  <Say>one <break/> two</Say><Pause/>',
  '',
  '  <Gather>',
  '    <Say>press</Say>',
  '  </Gather>',
  '  <Dial><Number>1</Number></Dial>',
  '</Response>',
  '',
].join('\n');

describe('where a cursor can stand', () => {
  it('is on each line, and on each of several verbs on one line; nouns and SSML are not verbs', () => {
    const index = sourceIndex(documentOf(MENU), false);
    const stops = index.stops.map(({ row, verb }) => `${row + 1}:${verb?.column ?? 1} ${verb?.name ?? '-'}`);
    expect(stops).toEqual([
      '1:1 -',
      '2:3 Say',
      '2:30 Pause',
      '3:1 -',
      '4:3 Gather',
      '5:5 Say',
      '6:1 -',
      '7:3 Dial',
      '8:1 -',
    ]);
    expect(verbsOn(index, 1).map(({ name }) => name)).toEqual(['Say', 'Pause']);
    expect(stopAt(index, MENU.indexOf('  <Gather>'))).toBe(4);
    expect(stopAt(index, MENU.indexOf('<break/>'))).toBe(1);
    expect(stopAt(index, MENU.indexOf('<Pause/>'))).toBe(2);
    expect(rowAt(index, MENU.indexOf('<Pause/>'))).toBe(1);
  });
});

describe('the pieces of the source', () => {
  it('name what they are', () => {
    const document = documentOf('<Response><!-- hi --><Say voice="a">Hi</Say></Response>');
    const pieces = tokensIn(document, 10, 44).map(
      ({ start, end, kind }) => `${kind} ${document.source.slice(start, end)}`,
    );
    expect(pieces).toEqual([
      'quiet <!-- hi -->',
      'tag <',
      'name Say',
      'tag  ',
      'attribute voice',
      'tag =',
      'value "a"',
      'tag >',
      'text Hi',
      'tag </',
      'name Say',
      'tag >',
    ]);
  });

  it('cover any range without gaps', () => {
    const document = documentOf(MENU);
    fc.assert(
      fc.property(fc.nat(MENU.length), fc.nat(MENU.length), (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const text = tokensIn(document, start, end).map((token) => MENU.slice(token.start, token.end));
        expect(text.join('')).toBe(MENU.slice(start, end));
      }),
    );
  });
});

describe('the marks of a document', () => {
  it('follow the call: done, around, now, breakpoints and problems', async () => {
    const verbs = '<Say loop="x">one</Say>\n<Gather>\n<Say>two</Say>\n<Say>three</Say>\n</Gather>';
    const { session } = screenSession({ app: { '/voice': verbs } });
    session.restart();
    for (const expected of [3, 4, 5, 6]) {
      await until(session, () => session.held !== null);
      expect(session.ready()?.element.line).toBe(expected);
      if (expected < 6) session.move('into');
    }
    const source = sourceView(session);
    if (!source) throw new Error('no document');
    for (const verb of verbsOn(source.index, 4)) session.toggleBreakpoint(source.document, verb);
    const marked = sourceView(session);
    expect([2, 3, 4, 5, 6].map((row) => marked?.markOf(row))).toEqual(['done', 'open', 'done', 'now', null]);
    expect([3, 4, 5].map((row) => marked?.breakpointOn(row))).toEqual([false, true, false]);
    expect(marked?.problemsOn(2).map(({ code }) => code)).toEqual([13510]);
    expect(marked?.held).toBe(true);
  });

  it('has no problems of another text from the same URL, and has them again when its own text comes again', async () => {
    const texts = ['<Say loop="x">one</Say>', '<Pause length="1"/>', '<Say loop="x">one</Say>'];
    let asked = 0;
    const app = { '/voice': () => `${texts[asked++]}\n<Redirect>/voice</Redirect>` };
    const { session } = screenSession({ app });
    session.restart();
    const seen: (readonly (number | null)[] | undefined)[] = [];
    for (let document = 0; document < texts.length; document++) {
      await until(session, () => session.held !== null);
      seen.push(
        sourceView(session)
          ?.problemsOn(2)
          .map(({ code }) => code),
      );
      for (let verb = 0; verb < 2; verb++) {
        session.move('into');
        await until(session, () => session.held !== null);
      }
    }
    expect(seen).toEqual([[13510], [], [13510]]);
    session.close();
  });
});
