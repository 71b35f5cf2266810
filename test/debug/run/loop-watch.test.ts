import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const loops = async (app: Readonly<Record<string, string>>) => {
  const call = await placeCall({ app, maxSteps: 400, caller: 'wait 1000s; hang up' });
  return call.of('diagnostic').filter(({ rule }) => rule === 'silent-loop');
};

describe('documents that only lead to each other', () => {
  it('are told once, long before the guard against loops ends the call', async () => {
    expect(await loops({ '/voice': '<Redirect>/b</Redirect>', '/b': '<Redirect>/voice</Redirect>' })).toEqual(
      [expect.objectContaining({ level: 'warning', code: null, url: 'http://app.test/b' })],
    );
  });

  it('are none where something is heard, somebody does something, or waiting is what they are for', async () => {
    for (const verb of ['<Say>a</Say>', '<Pause length="1"/>', '<Gather timeout="1"/>'])
      expect([verb, await loops({ '/voice': `${verb}<Redirect/>` })]).toEqual([verb, []]);
  });
});

describe('a document that comes again and again', () => {
  const rules = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call.of('diagnostic').map(({ rule }) => rule);

  it('is warned of once, the tenth time in a row, and the run goes on until a limit names the loop', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Hi</Say><Redirect/>' }, maxSteps: 60 });
    expect(rules(call)).toEqual(['document-loop', 'max-steps']);
    const [warning, limit] = call.of('diagnostic');
    expect(warning).toMatchObject({ level: 'warning', url: 'http://app.test/voice' });
    const tenth = call.of('document')[9];
    expect(warning?.seq).toBe((tenth?.seq ?? 0) + 1);
    expect(limit?.message).toMatch(
      /; the document http:\/\/app.test\/voice came 31 times while nobody did anything$/,
    );
  });

  it('is none when somebody does something, or when its text is another one', async () => {
    let round = 0;
    const counting = () => `<Say>Round ${round++}</Say>${round < 15 ? '<Redirect/>' : ''}`;
    expect(rules(await placeCall({ app: { '/voice': counting } }))).toEqual([]);
    const menu = '<Gather numDigits="1" timeout="2" action="/voice"><Say>Press</Say></Gather>';
    const pressing = await placeCall({ app: { '/voice': menu }, caller: 'press 1; '.repeat(15) });
    expect(rules(pressing)).toEqual([]);
  });

  it('is none for who waits in a queue: Twilio itself asks for the wait document again', async () => {
    const app = { '/voice': '<Enqueue waitUrl="/wait">q</Enqueue>', '/wait': '<Pause length="2"/>' };
    expect(rules(await placeCall({ app, caller: 'wait 50s; hang up' }))).toEqual([]);
  });
});

describe('what was never delivered', () => {
  it('names whose script it is where there are several', async () => {
    const call = await placeCall({
      app: { '/voice': '<Pause length="2"/>' },
      caller: 'press 1',
      joins: [{ afterMs: 500, path: '/voice', leg: { from: '+15550000002' }, caller: 'press 2; press 3' }],
    });
    const left = call.of('diagnostic').find(({ rule }) => rule === 'script-left');
    expect(left?.message).toMatch(/caller \(\+1\d+\): press 1; caller 2 \(\+15550000002\): press 2, press 3/);
  });
});
