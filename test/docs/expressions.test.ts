import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/debug/expressions/evaluate.ts';
import { FUNCTIONS } from '../../src/debug/expressions/functions.ts';
import { parseExpression } from '../../src/debug/expressions/parse-expression.ts';
import { ROOTS } from '../../src/debug/expressions/roots.ts';
import { scopeOf } from '../../src/debug/expressions/session-scope.ts';
import { heldCall, until } from '../support/memory-call.ts';

const PAGE = readFileSync(new URL('../../docs/expressions.md', import.meta.url), 'utf8');

/** The lines of the block of code below a heading. */
function examplesOf(heading: string): readonly string[] {
  const section = PAGE.slice(PAGE.indexOf(`## ${heading}`));
  return /```text\n([\s\S]*?)```/.exec(section)?.[1]?.trim().split('\n') ?? [];
}

/** The first column of the table below a heading: what is written in code there. */
function firstColumn(heading: string): readonly string[] {
  const section = PAGE.slice(PAGE.indexOf(`## ${heading}`)).split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = '']) => code);
}

describe('docs/expressions.md', () => {
  it.each(examplesOf('Examples'))('says truly of the call in its example: %s', async (example) => {
    const { session } = await heldCall({
      app: {
        '/voice': '  <Gather action="/pin" numDigits="1"/>',
        '/pin': {
          body: '<Response>\n  <Gather numDigits="4"><Say>Your PIN?</Say></Gather>\n  <Hangup/>\n</Response>',
          headers: [
            ['Content-Type', 'text/xml'],
            ['Set-Cookie', 'sid=abc1; Path=/'],
          ],
        },
      },
      caller: 'press 1',
    });
    session.move('continue');
    session.setBreakpoint({ type: 'url', path: '/pin' });
    await until(
      session,
      () => session.held !== null && session.ready()?.document.url.endsWith('/pin') === true,
    );
    const parsed = parseExpression(example);
    expect(parsed).toMatchObject({ ok: true });
    if (parsed.ok) expect(evaluate(parsed.value, scopeOf(session))).toEqual({ ok: true, value: true });
    session.close();
  });

  it('names every root and every function', () => {
    expect(firstColumn('Names')).toEqual(Object.keys(ROOTS));
    expect(firstColumn('Functions')).toEqual(Object.keys(FUNCTIONS).map((name) => `${name}(x)`));
  });

  it('names the fields that are always there', () => {
    for (const [name, { fields }] of Object.entries(ROOTS)) {
      const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      for (const field of fields ?? []) expect(row).toContain(`\`${field}\``);
    }
  });
});
