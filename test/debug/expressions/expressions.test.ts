import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Scope } from '../../../src/debug/expressions/evaluate.ts';
import { expressionCompletions } from '../../../src/debug/expressions/expression-completion.ts';
import { filledIn, parseLogTemplate } from '../../../src/debug/expressions/log-template.ts';
import { parseExpression } from '../../../src/debug/expressions/parse-expression.ts';
import { FILTER_ROOTS } from '../../../src/debug/expressions/roots.ts';
import type { Json } from '../../../src/engine/json.ts';

const VALUES: Readonly<Record<string, Json>> = {
  params: { Digits: '12', SpeechResult: '', CallStatus: 'in-progress', From: '+15005550006' },
  cookies: { sid: 'abc', 'odd name': 'x' },
  legs: [
    { sid: 'CA1', status: 'in-progress' },
    { sid: 'CA2', status: 'ringing' },
  ],
  last: { status: 200, body: 'Hello', hops: [] },
  clock: { ms: 1500 },
  document: { verbs: ['Say', 'Gather'] },
};
const scope: Scope = (root) => VALUES[root] ?? null;

function value(text: string): Json | { readonly problem: string } {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { problem: `unread: ${parsed.refusal.message}` };
  const evaluated = evaluate(parsed.value, scope);
  return evaluated.ok ? evaluated.value : { problem: evaluated.refusal.message };
}

describe('an expression has a value', () => {
  it.each<[string, Json]>([
    // literals
    ['"text"', 'text'],
    ['\'it is "so"\'', 'it is "so"'],
    [String.raw`"a\"b\\c\né"`, 'a"b\\c\né'],
    ['12', 12],
    ['1.5', 1.5],
    ['true', true],
    ['null', null],
    ['[1, "two", [null]]', [1, 'two', [null]]],
    ['[]', []],
    ['[1, 2,]', [1, 2]],
    // fields
    ['params.Digits', '12'],
    ['params["Digits"]', '12'],
    ['cookies["odd name"]', 'x'],
    ['legs[1].status', 'ringing'],
    ['legs[9].status', null],
    ['params.Absent.deeper', null],
    ['params.__proto__', null],
    ['params["constructor"]', null],
    ['call', null],
    // equality: beside a number a text counts as the number that it reads as
    ['params.Digits == 12', true],
    ['"12.0" == 12', true],
    ['"012" == 12', true],
    ['" 12 " == 12', true],
    ['"12" == "12.0"', false],
    ['"" == 0', false],
    ['true == 1', false],
    ['null == 0', false],
    ['null == false', false],
    ['[1, "a"] == ["1", "a"]', true],
    ['"x" != "y"', true],
    // order
    ['params.Digits > 3', true],
    ['"9" < "12"', false],
    ['9 < "12"', true],
    ['"abc" < "abd"', true],
    ['null < 1', false],
    ['null >= 1', false],
    ['"abc" > 1', false],
    // matching
    ['params.From ~ "5550"', true],
    ['params.From ~ 5550', true],
    ['params.Absent ~ ""', false],
    ['last.body ~ /^hel+o$/i', true],
    ['last.body ~ /^hello$/', false],
    ['document.verbs ~ "Gath"', true],
    [String.raw`"a/b" ~ /a\/b/`, true],
    ['last.status ~ /^2/', true],
    // membership
    ['"1" in ["1", "2"]', true],
    ['params.Digits in [11, 12]', true],
    ['"sid" in cookies', true],
    ['"toString" in cookies', false],
    ['"x" in null', false],
    // logic
    ['null or false or 0 or "" or []', false],
    ['"0" and 1 and [0]', true],
    ['not null', true],
    ['not params.Digits == 13', true],
    ['not not true', true],
    ['true or 1 / 0', true],
    ['false and 1 / 0', false],
    ['false and false or true', true],
    ['true or false and false', true],
    // arithmetic
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['12 / 2 / 3', 2],
    ['-params.Digits + 1', -11],
    ['- - 1', 1],
    ['clock.ms / 1000', 1.5],
    ['1+1==2 and 3-1==2', true],
    // functions
    ['count(legs)', 2],
    ['count(cookies)', 2],
    ['count("añ😀")', 3],
    ['count(null)', 0],
    ['lower("ABC")', 'abc'],
    ['number("12") + 1', 13],
    ['text(12)', '12'],
    ['text(null)', ''],
    ['text([1])', '[1]'],
  ])('%s is %j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('no value of the scope is asked for that the expression does not need', () => {
    const parsed = parseExpression('clock.ms > 1 or params.Digits == 1');
    const asked: string[] = [];
    if (parsed.ok)
      evaluate(parsed.value, (root) => {
        asked.push(root);
        return scope(root);
      });
    expect(asked).toEqual(['clock']);
  });
});

describe('a value that does not fit says so, and where', () => {
  it.each([
    ['1 / 0', 'this divides by 0', '1 / 0'],
    ['1 + "abc"', 'this is "abc", and not a number', '"abc"'],
    ['1 + params.Absent', 'this is null, and not a number', 'params.Absent'],
    ['-true', 'this is true, and not a number', 'true'],
    ['1 < 2 and number("x")', '"x" is not a number', 'number("x")'],
    ['count(12)', 'count needs a list, a record or a text, not 12', 'count(12)'],
  ])('%s', (text, message, place) => {
    const parsed = parseExpression(text);
    const evaluated = parsed.ok ? evaluate(parsed.value, scope) : null;
    expect(evaluated).toMatchObject({ ok: false, refusal: { message } });
    if (evaluated && !evaluated.ok) {
      const { start, end } = evaluated.refusal.span;
      expect(text.slice(start, end)).toBe(place);
    }
  });
});

describe('a text that is no expression says what is wrong, where, and what to write', () => {
  it.each([
    ['param.Digits == 1', 'there is no param: did you mean params?', 'param'],
    ['row.text', 'there is no row here: it is for filters', 'row'],
    ['process.env', 'there is no process: there is params, cookies', 'process'],
    ['coumt(legs)', 'there is no function coumt: did you mean count?', 'coumt'],
    ['eval("1")', 'there is no function eval: there is count, lower, number, text', 'eval'],
    ['count', 'count is a function: write count(...)', 'count'],
    ['params.Digits = 1', '"=" means nothing here: write == to compare', '='],
    ['true && false', '"&" means nothing here: write "and"', '&'],
    ['!true', '"!" means nothing here: write "not", or != to compare', '!'],
    ['1 < 2 < 3', 'comparisons cannot follow one another: join them with and', '<'],
    ['1 ==', 'a value is missing at the end', ''],
    ['== 1', 'a value is missing before ==', '=='],
    ['and 1', 'a value is missing before and', 'and'],
    ['', 'a value is missing at the end', ''],
    ['1 2', 'an operator is missing before 2', '2'],
    ['(1 + 2', 'what begins here has no ) at its end', '('],
    ['[1, 2', 'what begins here has no ] at its end', '['],
    ['params["x"', 'what begins here has no ] at its end', '['],
    ['params.', 'the name of a field is missing after the dot', '.'],
    ['"abc', 'the text that begins here has no " at its end', '"abc'],
    ['params.From ~ /abc', 'the pattern that begins here has no / at its end', '/abc'],
    ['params.From ~ /(/', '/(/ is not a pattern', '/(/'],
    [String.raw`params.From ~ /(a)\1/`, 'is not a pattern', String.raw`/(a)\1/`],
    ['params.From ~ /a/g', 'the only letter that may follow a pattern is i, not g', '/a/g'],
    ['lower("a"', 'what begins here has no ) at its end', '('],
    ['lower()', 'a value is missing before )', ')'],
  ])('%s', (text, message, place) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ ok: false });
    if (parsed.ok) return;
    expect(parsed.refusal.message).toContain(message);
    expect(text.slice(parsed.refusal.span.start, parsed.refusal.span.end).slice(0, place.length)).toBe(place);
  });

  it.each([
    ['parentheses', '('.repeat(5000)],
    ['lists', '['.repeat(3000)],
    ['nots', 'not '.repeat(1000)],
    ['signs', '-'.repeat(4000)],
    ['brackets', `params${'[params'.repeat(500)}`],
    ['a long text', `"${'x'.repeat(10_000)}"`],
  ])('%s without an end or beyond all measure', (_what, text) => {
    expect(parseExpression(text)).toMatchObject({ ok: false });
  });

  it('rows are for filters alone', () => {
    expect(parseExpression('row.text ~ "x"', FILTER_ROOTS).ok).toBe(true);
  });
});

describe('patterns take time linear in the text', () => {
  it('one that other engines need hours for answers at once', () => {
    const parsed = parseExpression(`"${'a'.repeat(2000)}!" ~ /^(a+)+$/`);
    expect(parsed.ok && evaluate(parsed.value, scope)).toEqual({ ok: true, value: false });
  });
});

describe('whatever is written', () => {
  const piece = fc.constantFrom(
    ...[
      'params',
      '.',
      'Digits',
      '[',
      ']',
      '(',
      ')',
      '"',
      "'",
      'x',
      '1',
      '~',
      '/',
      'i',
      'in',
      'and',
      'or',
      'not',
    ],
    ...['==', '<', '+', '-', '*', ',', 'count', 'null', ' ', '\\', 'u00', '{', '}', '😀', '\u0000'],
  );
  const written = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('is read or refused with a place in it, and evaluates to plain data or is refused', () => {
    fc.assert(
      fc.property(written, (text) => {
        const parsed = parseExpression(text);
        if (!parsed.ok) {
          const { start, end } = parsed.refusal.span;
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
          return;
        }
        const evaluated = evaluate(parsed.value, scope);
        if (evaluated.ok) expect(JSON.parse(JSON.stringify(evaluated.value))).toEqual(evaluated.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('can be completed, and a log text with it is read or refused', () => {
    fc.assert(
      fc.property(written, (text) => {
        for (const completion of expressionCompletions(text, scope)) expect(completion.text).not.toBe('');
        expect(typeof parseLogTemplate(text).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('completion', () => {
  const texts = (text: string) => expressionCompletions(text, scope).map((one) => one.text);

  it('names what an expression can begin with', () => {
    expect(texts('c')).toEqual(['cookies', 'cache', 'call', 'caller', 'clock', 'count(']);
    expect(texts('1 + cl')).toEqual(['1 + clock']);
  });

  it('names the fields that are there now', () => {
    expect(texts('params.')).toEqual([
      'params.Digits',
      'params.SpeechResult',
      'params.CallStatus',
      'params.From',
    ]);
    expect(texts('1 == params.Di')).toEqual(['1 == params.Digits']);
    expect(texts('legs[0].s')).toEqual(['legs[0].sid', 'legs[0].status']);
  });

  it('writes a name that is no word in brackets', () => {
    expect(texts('cookies.odd')).toEqual(['cookies["odd name"]']);
  });

  it('names the known fields of a root that has no value yet', () => {
    expect(texts('verb.')).toEqual(['verb.name', 'verb.line', 'verb.column', 'verb.text', 'verb.parent']);
  });

  it('has nothing to say in the middle of a text', () => {
    expect(texts('"par')).toEqual([]);
  });
});

describe('the text of a logpoint', () => {
  const filled = (text: string) => {
    const parsed = parseLogTemplate(text);
    return parsed.ok ? filledIn(parsed.value, scope) : parsed.refusal;
  };

  it('has the values of its expressions', () => {
    expect(filled('pressed {params.Digits}, {count(legs)} legs')).toBe('pressed 12, 2 legs');
  });

  it('takes doubled braces as they are', () => {
    expect(filled('{{"a": {params.Digits}}}')).toBe('{"a": 12}');
  });

  it('says why an expression has no value', () => {
    expect(filled('n = {1 / 0}')).toBe('n = {this divides by 0}');
  });

  it('names the place of what cannot be read, counted from its own start', () => {
    expect(filled('x {parms.Digits}')).toEqual({
      message: 'there is no parms: did you mean params?',
      span: { start: 3, end: 8 },
    });
    expect(filled('x {1')).toMatchObject({ message: 'what begins here has no } at its end' });
  });
});
