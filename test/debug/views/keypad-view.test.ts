import { expect, it } from 'vitest';
import type { Session } from '../../../src/debug/session/session.ts';
import { keypadView } from '../../../src/debug/views/legs/keypad-view.ts';
import { heldCall, until } from '../../support/memory-call.ts';

/** Starts the first verb: its prompt is about to be heard. */
async function atPrompt(verbs: string): Promise<Session> {
  const { session } = await heldCall({ app: { '/voice': verbs } });
  session.move('into');
  await until(session, () => session.held !== null || session.over);
  return session;
}

const PROMPT = '<Say>Well?</Say>';

it.each([
  ['dtmf', { for: 'digits', count: '0', timeout: '5.0 s after the prompt' }],
  ['speech', { for: 'speech', count: '' }],
  ['dtmf speech', { for: 'digits-or-speech', count: '0' }],
])('a Gather with input="%s" listens for it', async (input, expected) => {
  const session = await atPrompt(`<Gather input="${input}">${PROMPT}</Gather>`);
  expect(keypadView(session)).toMatchObject({ mode: 'QUEUED', ...expected });
  session.close();
});

it('keeps what was said while time stood still apart from the keys', async () => {
  const session = await atPrompt(`<Gather input="dtmf speech">${PROMPT}</Gather>`);
  session.act({ type: 'key', value: '1' });
  session.act({ type: 'speech', value: 'my card', confidence: 0.9 });
  expect(keypadView(session)).toMatchObject({ queued: '1', said: '"my card"', whose: '' });
  session.close();
});

it('a Dial with hangupOnStar takes a star, without a limit of time', async () => {
  const app = { '/voice': '<Dial hangupOnStar="true"><Number url="/screen">+15550001111</Number></Dial>' };
  const screened = { ...app, '/screen': PROMPT };
  const { session } = await heldCall({ app: screened, breaks: ['url:/screen'] });
  session.move('continue');
  await until(session, () => session.held?.reason === 'breakpoint');
  expect(keypadView(session)).toMatchObject({ mode: 'IGNORED', for: null, whose: 'callee 1' });
  session.select(session.legs[0]?.sid ?? '');
  expect(keypadView(session)).toMatchObject({ for: 'star', finish: '*', timeout: '', whose: 'caller' });
  session.close();
});

it('says when keys are wanted on another leg than the one that is looked at', async () => {
  const app = {
    '/voice': '<Dial><Number url="/screen">+15550001111</Number></Dial>',
    '/screen': `<Gather>${PROMPT}</Gather>`,
  };
  const { session } = await heldCall({ app, breaks: ['Say'] });
  session.move('continue');
  await until(session, () => session.held?.reason === 'breakpoint');
  expect(keypadView(session)).toMatchObject({ for: 'digits', whose: 'callee 1' });
  session.select(session.legs[0]?.sid ?? '');
  expect(keypadView(session)).toMatchObject({
    mode: 'IGNORED',
    hint: 'callee 1 is asked for keys: > looks at that leg',
  });
  session.close();
});
