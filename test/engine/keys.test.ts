import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { heldCall, ok, response } from '../support/memory-call.ts';

describe('keys at odd moments', () => {
  it.each([
    ['while a document is on the wire', '<Say>hi</Say><Redirect>/next</Redirect>'],
    ['while a callee rings', '<Say>hi</Say><Dial>+15550000001</Dial>'],
    ['in a queue that listens for nothing', '<Say>hi</Say><Enqueue waitUrl="">a</Enqueue>'],
    ['in a Pause', '<Say>hi</Say><Pause length="9"/>'],
  ])('%s a key is lost, and said to be', (_when, verbs) => {
    const core = new Core(verbs);
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    const before = JSON.stringify(core.leg);
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    expect(core.of('diagnostic')).toMatchObject([{ rule: 'nothing-listens' }]);
    expect(JSON.stringify(core.leg)).toBe(before);
  });

  it('before the first document has come, and after the end, a key changes nothing', () => {
    const target = { kind: 'url', url: 'http://app.test/voice', method: 'POST' } as const;
    const core = new Core('', { target });
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    core.answer(ok(response('<Gather numDigits="1" timeout="3"/>')));
    core.advance();
    expect(core.leg.frames[0]?.running[0]?.listening?.digits).toBe('');
    core.enter({ type: 'hang-up', leg: core.sid });
    const before = JSON.stringify(core.board);
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    expect(JSON.stringify(core.board)).toBe(before);
  });

  it('a key that nothing listens to is reported as lost', async () => {
    const { session, events } = await heldCall({ app: { '/voice': '<Say>Hello there</Say>' } });
    session.act({ type: 'key', value: '5' });
    session.move('continue');
    expect(events).toContainEqual(expect.objectContaining({ type: 'input', kind: 'digits', value: '5' }));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'diagnostic', rule: 'nothing-listens', level: 'info' }),
    );
  });
});
