import { describe, expect, it } from 'vitest';
import { allLegs, legAt } from '../../src/engine/legs.ts';
import { Core } from '../support/core.ts';
import { ORIGIN, ok, response } from '../support/memory-call.ts';

/** Purposes and answers of the exchanges that were told, in order. */
function exchanges(core: Core) {
  return core.of('exchange').map(({ purpose, status, error }) => [purpose, status, error]);
}

/** Answers everything that is on the wire. */
function answerAll(core: Core, body = '<Say>late</Say>'): void {
  while (core.pending.includes('hop')) core.answer(ok(response(body)));
}

/** TwiML that came without a URL. */
function withoutBase(verbs: string) {
  return { kind: 'source', source: response(verbs), name: 'a', baseUrl: null } as const;
}

/** The leg that the first one dialled. */
function callee(core: Core) {
  return allLegs(core.board.legs)[1]?.sid ?? '';
}

describe('a request that was sent is told, whatever becomes of the call', () => {
  it('the wait document of a queue, after a hang-up: its answer is dropped', () => {
    const core = new Core('<Enqueue waitUrl="/wait">support</Enqueue>');
    core.advance();
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(core.of('end')).toEqual([]);
    answerAll(core);
    expect(exchanges(core)).toEqual([['wait', 200, null]]);
    expect(core.of('document')).toHaveLength(1);
    expect(core.of('end')).toMatchObject([{ status: 'completed', error: null }]);
  });

  it('one that fails then is reported, and does not end the call with an error', () => {
    const core = new Core('<Enqueue waitUrl="/wait">support</Enqueue>');
    core.advance();
    core.enter({ type: 'hang-up', leg: core.sid });
    core.answer({ ...ok(''), status: 500 });
    expect(exchanges(core)).toEqual([['wait', 500, 11200]]);
    expect(core.of('diagnostic')).toMatchObject([{ code: 11200 }]);
    expect(core.of('end')).toMatchObject([{ status: 'completed', error: null }]);
  });

  it('the next hop of it too, when the answer is a redirect', () => {
    const core = new Core('<Enqueue waitUrl="/wait">support</Enqueue>');
    core.advance();
    core.enter({ type: 'hang-up', leg: core.sid });
    core.answer({ ...ok(''), status: 302, headers: [['Location', '/other']] });
    answerAll(core);
    expect(core.of('exchange')).toMatchObject([{ hops: [{ status: 302 }, { status: 200 }] }]);
  });

  it('the wait document of a conference, which starts meanwhile', () => {
    const core = new Core('<Dial><Conference waitUrl="/wait">room</Conference></Dial>');
    core.advance();
    const { setup } = core.leg;
    core.enter({ type: 'placed', leg: setup, seed: '', date: 0, rules: core.board.rules });
    core.enter({ type: 'advance', leg: callee(core) });
    answerAll(core);
    // The second one comes into a conference that starts at once, and asks for nothing.
    expect(exchanges(core)).toEqual([['wait', 200, null]]);
    expect(core.of('heard').filter(({ kind }) => kind === 'say')).toEqual([]);
  });

  it('the document that screens a call, after the caller hung up', () => {
    const core = new Core('<Dial><Number url="/screen">+15551230002</Number></Dial>');
    core.advance();
    core.enter({ type: 'callee', leg: callee(core), does: 'answer' });
    expect(core.pending).toContain('hop');
    core.enter({ type: 'hang-up', leg: core.sid });
    answerAll(core);
    expect(exchanges(core)).toEqual([['screening', 200, null]]);
    expect(core.of('end')).toHaveLength(1);
  });

  it('the document that screens a call, after the callee hung up', () => {
    const core = new Core('<Dial><Number url="/screen">+15551230002</Number></Dial><Say>after</Say>');
    core.advance();
    core.enter({ type: 'callee', leg: callee(core), does: 'answer' });
    core.enter({ type: 'hang-up', leg: callee(core) });
    answerAll(core);
    expect(exchanges(core)).toEqual([['screening', 200, null]]);
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Dial', 'Say']);
  });

  it('the action of a Gather in a screening document', () => {
    const core = new Core('<Dial><Number url="/screen">+15551230002</Number></Dial>');
    core.advance();
    const leg = callee(core);
    core.enter({ type: 'callee', leg, does: 'answer' });
    core.answer(ok(response('<Gather numDigits="1" action="/pressed"/>')));
    core.enter({ type: 'advance', leg });
    core.enter({ type: 'key', leg, value: '1' });
    core.enter({ type: 'hang-up', leg: core.sid });
    answerAll(core);
    expect(exchanges(core)).toEqual([
      ['screening', 200, null],
      ['action', 200, null],
    ]);
  });

  it('a document that a live update overtakes', () => {
    const core = new Core('<Redirect>/slow</Redirect>');
    core.advance();
    const inline = {
      kind: 'source',
      source: response('<Say>new</Say>'),
      name: 'new',
      baseUrl: null,
    } as const;
    core.enter({ type: 'replaced', leg: core.sid, by: inline });
    answerAll(core, '<Say>old</Say>');
    expect(exchanges(core)).toEqual([['redirect', 200, null]]);
    expect(core.of('document').map(({ url }) => url)).toEqual(['menu.xml', 'new']);
  });

  it('but what nobody has sent yet is not: the wait document of a caller whom an agent takes at once', () => {
    const core = new Core('<Dial timeout="60"><Queue>support</Queue></Dial>', {});
    const asks = '<Response><Enqueue waitUrl="/wait">support</Enqueue></Response>';
    const { setup } = core.leg;
    const target = { kind: 'source', source: asks, name: 'caller.xml', baseUrl: ORIGIN } as const;
    const rules = core.board.rules;
    core.enter({ type: 'placed', leg: { ...setup, target }, seed: '', date: 0, rules });
    const [agent = '', caller = ''] = allLegs(core.board.legs).map(({ sid }) => sid);
    core.enter({ type: 'advance', leg: caller });
    core.enter({ type: 'hang-up', leg: caller });
    answerAll(core);
    core.enter({ type: 'placed', leg: { ...setup, target }, seed: '', date: 0, rules });
    core.enter({ type: 'advance', leg: agent });
    const [, , next = ''] = allLegs(core.board.legs).map(({ sid }) => sid);
    core.enter({ type: 'advance', leg: next });
    expect(legAt(core.board.legs, next)?.bridgedTo).toBe(agent);
    expect(exchanges(core)).toEqual([['wait', 200, null]]);
    expect(core.pending).not.toContain('hop');
  });
});

describe('a last request that cannot be made is reported', () => {
  it.each([
    ['Record', '<Record playBeep="false" action="/after"/>'],
    ['Dial', '<Dial action="/after">+15551230002</Dial>'],
    ['Dial Queue', '<Dial action="/after"><Queue>support</Queue></Dial>'],
    ['Enqueue', '<Enqueue action="/after" waitUrl="">support</Enqueue>'],
    ['Connect', '<Connect action="/after"><ConversationRelay url="wss://x.test/"/></Connect>'],
    ['Pay', '<Pay action="/after"/>'],
  ])('%s, when the caller hangs up: its action has no base', (name, verbs) => {
    const filled = '<Enqueue waitUrl="">support</Enqueue>';
    const core = new Core(filled, { target: withoutBase(name === 'Dial Queue' ? filled : verbs) });
    if (name === 'Dial Queue') {
      core.advance();
      const leg = { ...core.leg.setup, target: withoutBase(verbs) };
      core.enter({ type: 'placed', leg, seed: '', date: 0, rules: core.board.rules });
      core.enter({ type: 'hang-up', leg: core.sid });
    }
    const sid =
      allLegs(core.board.legs)
        .map(({ sid }) => sid)
        .at(-1) ?? '';
    core.enter({ type: 'advance', leg: sid });
    core.enter({ type: 'voice', leg: sid, speaking: true });
    core.enter({ type: 'hang-up', leg: sid }, 5_000);
    expect(core.of('diagnostic')).toMatchObject([{ code: 15004, line: 3 }]);
    expect(exchanges(core)).toEqual([]);
    expect(core.of('call').at(-1)).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['a relative one without a base', '<Dial action="/after">+15551230002</Dial>', 15004],
    ['one that is none', '<Dial action="ftp://x">+15551230002</Dial>', 11100],
  ])('of a call that is taken elsewhere: %s', (_what, verbs, code) => {
    const target = withoutBase(verbs);
    const core = new Core('', { target });
    core.advance();
    const by = { ...target, source: response('<Say>new</Say>') };
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.of('diagnostic')).toMatchObject([{ code }]);
    expect(core.leg.ready).not.toBeNull();
  });
});
