import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { Core } from '../../support/core.ts';
import { type Answer, audio, type CallPlan, ORIGIN, ok, placeCall } from '../../support/memory-call.ts';

const prompts = (nested: string, after = '<Say>on</Say>') => `<Gather timeout="1">${nested}</Gather>${after}`;

const TWO = '<Say>Hello</Say><Play>/a.mp3</Play><Play loop="2">/b.mp3</Play>';

const FILE = `${ORIGIN}/a.mp3`;

const NEXT = { choices: { ...SUGGESTED, playFailure: 'next' } } as const;

const play = (verbs: string, file: Answer = audio(), plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, '/a.mp3': file } });

describe('several Plays in one Gather (Twilio docs: TwiML Voice: Play)', () => {
  it('are all fetched before the first prompt starts, each once', async () => {
    const call = await placeCall({ app: { '/voice': prompts(TWO) } });
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/b.mp3']);
    const story = call.events.filter(({ type }) => type === 'exchange' || type === 'heard');
    expect(story.map(({ type }) => type).slice(0, 4)).toEqual(['exchange', 'exchange', 'exchange', 'heard']);
    expect(call.heard).toEqual([
      'Hello',
      'http://app.test/a.mp3',
      'http://app.test/b.mp3',
      'http://app.test/b.mp3',
      'on',
    ]);
  });

  it('of the same file ask for it once', async () => {
    const nested = '<Play>/a.mp3</Play><Play>/a.mp3</Play><Play>/b.mp3</Play>';
    const call = await placeCall({ app: { '/voice': prompts(nested) } });
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/b.mp3']);
    expect(call.heard).toHaveLength(4);
  });

  it('a Play after the Gather asks for the file again', async () => {
    const call = await placeCall({ app: { '/voice': prompts(TWO, '<Play>/a.mp3</Play>') } });
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/b.mp3', '/a.mp3']);
  });

  it('a file that is no audio is 13325 at its Play; the others are heard', async () => {
    const page = ok('<p>no</p>', [['Content-Type', 'text/html']]);
    const call = await placeCall({ app: { '/voice': prompts(TWO), '/a.mp3': page } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13325, level: 'error', line: 3 }]);
    expect(call.heard).toEqual(['Hello', 'http://app.test/b.mp3', 'http://app.test/b.mp3', 'on']);
  });

  it('a file that is gone ends the call before anything is heard, or with --play-failure next is left out', async () => {
    const app = { '/voice': prompts(TWO), '/b.mp3': { status: 404 } };
    const ended = await placeCall({ app });
    expect(ended.end.error).toBe(11200);
    expect(ended.heard).not.toContain('Hello');
    const choices = { ...SUGGESTED, playFailure: 'next' } as const;
    const goesOn = await placeCall({ app, leg: { choices } });
    expect(goesOn.heard).toEqual(['Hello', 'http://app.test/a.mp3', 'on']);
  });

  it('a key that comes first gives the files up', () => {
    const core = new Core(prompts(TWO));
    core.advance();
    expect(core.pending).toEqual(['hop', 'hop']);
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    expect(core.pending).toEqual(['timer']);
    expect(core.leg.frames[0]?.media).toEqual({});
  });

  it('the prompts wait for the last of them', () => {
    const core = new Core(prompts(TWO));
    core.advance();
    core.answer(audio());
    expect(core.leg.ready).toBeNull();
    core.answer(audio());
    expect(core.leg.ready).toMatchObject({ depth: 1 });
  });
});

describe('Play digits in a Gather (not allowed)', () => {
  it('is warning 12200, and nothing is sent', async () => {
    const call = await placeCall({ app: { '/voice': prompts('<Play digits="1"/><Say>Hello</Say>') } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 12200, level: 'warning', line: 3 }]);
    expect(call.heard).toEqual(['Hello', 'on']);
  });
});

describe('a Play inside a Gather (Twilio errors 13325, 11200)', () => {
  const gather = (prompts: string) => `<Gather timeout="1">${prompts}</Gather><Say>on</Say>`;

  it('a file that is no audio is 13325, and only the nested verb fails', async () => {
    const call = await play(
      gather('<Play>a.mp3</Play><Say>press</Say>'),
      ok('x', [['Content-Type', 'text/html']]),
    );
    expect(call.of('diagnostic')).toMatchObject([{ code: 13325, level: 'error', line: 3 }]);
    expect(call.heard).toEqual(['press', 'on']);
    expect(call.end.error).toBeNull();
  });

  it('a file that cannot be fetched ends the call, or with --play-failure next leads to the next prompt', async () => {
    const verbs = gather('<Play>a.mp3</Play><Say>press</Say>');
    expect((await play(verbs, { status: 404 })).end.error).toBe(11200);
    expect((await play(verbs, { status: 404 }, { leg: NEXT })).heard).toEqual(['press', 'on']);
  });

  it('a key cuts the file off', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/next"><Play>a.mp3</Play></Gather>',
      '/a.mp3': audio(60_000),
      '/next': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'early press 1' });
    expect(call.heard).toEqual([`${FILE}…`]);
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/next']);
  });
});
