import { describe, expect, it } from 'vitest';
import { actionText, parseCallerScript } from '../../src/debug/caller-script.ts';
import { placeCall } from '../support/memory-call.ts';

const read = (text: string) => {
  const parsed = parseCallerScript(text);
  return parsed.ok ? parsed.actions.map(actionText) : parsed.message;
};

describe('a caller script', () => {
  it('is actions separated by semicolons or newlines, # starts a comment at the beginning of a line', () => {
    expect(
      read(
        'press 1; wait 3s\n# a comment; press 9\n  early press 42#;silence; say "I lost; my card" 0.62\nhang up;',
      ),
    ).toEqual(['press 1', 'wait 3s', 'early press 42#', 'silence', 'say "I lost; my card" 0.62', 'hang up']);
  });

  it.each([
    ['wait 500ms', 'wait 0.5s'],
    ['wait 1.5s', 'wait 1.5s'],
    ['wait 2m', 'wait 120s'],
    ['press 1-2 3*#', 'press 123*#'],
    ['', undefined],
  ])('reads %s', (text, written) => {
    expect(read(text)).toEqual(written === undefined ? [] : [written]);
  });

  it.each([
    'press',
    'press x',
    'wait',
    'wait 3',
    'say hello',
    'early hang up',
    'dance',
    'press 1, press 2',
    'say "yes" 1.5',
  ])('refuses %s and says what can be written', (text) => {
    expect(read(text)).toContain(`write press 12#, say "text"`);
  });

  it('names the line of the mistake', () => {
    expect(read('press 1\nhop')).toContain('"hop" is not an action of a caller script (line 2)');
  });

  it('reports what was never delivered as a warning', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Bye</Say>' }, caller: 'press 1; press 2' });
    expect(call.of('diagnostic')).toMatchObject([
      {
        rule: 'script-left',
        level: 'warning',
        message: 'never delivered, since the call had ended: press 1; press 2',
      },
    ]);
  });

  it('silence lets whatever listens time out', async () => {
    const app = {
      '/voice': '<Gather numDigits="1"/><Gather numDigits="1" action="/two"/>',
      '/two': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'silence; press 2' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '2' });
    expect(call.of('exchange')[1]?.at).toBe(5000);
  });

  it('presses keys 100 ms apart', async () => {
    const call = await placeCall({
      app: { '/voice': '<Gather action="/two"/>', '/two': '<Hangup/>' },
      caller: 'press 123#',
    });
    expect(call.of('input').map(({ at }) => at)).toEqual([0, 100, 200, 300]);
  });
});
