import { describe, expect, it } from 'vitest';
import { farEnd, farEndForms, whyNoFarEnd } from '../../../src/debug/commands/far-end-command.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { until } from '../../support/memory-call.ts';
import { screenSession } from '../../support/screen-session.ts';

const RELAY = '<Connect action="/after"><ConversationRelay url="wss://app.test/relay"/></Connect>';
const AGENT = '<Connect action="/after"><VirtualAgent connectorName="agent"/></Connect>';
const STARTED = [
  '<Start><Stream url="wss://app.test/stream" statusCallback="http://app.test/told"/></Start>',
  '<Start><Transcription statusCallbackUrl="http://app.test/told"/></Start>',
].join('');

/** Lets a call run into a verb, on a clock that stands still. */
async function running(verbs: string, name: string): Promise<Session> {
  const app = { '/voice': verbs, '/after': '<Hangup/>', '/told': { status: 204, body: '' } };
  const { session } = screenSession({ app, byHand: true, stopOnEntry: false });
  session.restart();
  await until(session, () => session.leg?.frames[0]?.running[0]?.name === name);
  return session;
}

const written = (session: Session) => farEndForms(session).map(({ text }) => text);

describe(':far-end', () => {
  it('offers what the far end of a ConversationRelay can do, HandoffData too', async () => {
    const session = await running(RELAY, 'Connect');
    expect(written(session)).toEqual(['close', 'close {"reason":"agent"}', 'error 64102', 'error 64105']);
    expect(farEnd(session, 'close {"reason":"vip"}')).toBeNull();
    await until(session, () => session.journal.exchanges().length > 1);
    const asked = session.journal.exchanges().at(-1)?.event;
    expect(asked).toMatchObject({ params: { SessionStatus: 'ended', HandoffData: '{"reason":"vip"}' } });
    session.close();
  });

  it('offers the statuses of a VirtualAgent', async () => {
    const session = await running(AGENT, 'Connect');
    expect(written(session)).toEqual(['close', 'close live-agent-handoff', 'error 32601']);
    expect(farEnd(session, 'close live-agent-handoff')).toBeNull();
    await until(session, () => session.journal.exchanges().length > 1);
    const asked = session.journal.exchanges().at(-1)?.event;
    expect(asked).toMatchObject({ params: { VirtualAgentStatus: 'live-agent-handoff' } });
    session.close();
  });

  it('has the payment connector of a Pay fail, which cannot close', async () => {
    const session = await running('<Pay action="/after"/>', 'Pay');
    expect(whyNoFarEnd(session)).toBeNull();
    expect(written(session)).toEqual(['error 64002', 'error 64012']);
    expect(farEnd(session, 'close')).toMatch(/^a payment connector fails with a code from 64001 on/);
    expect(farEnd(session, 'error 64105')).toMatch(/^a payment connector fails/);
    expect(farEnd(session, 'error 64012')).toBeNull();
    session.close();
  });

  it('closes all that goes on beside the documents, or has one of it fail', async () => {
    const session = await running(`${STARTED}<Pause length="60"/>`, 'Pause');
    expect(written(session)).toEqual(['close', 'error 31921', 'error 32651']);
    expect(farEndForms(session)[0]?.help).toBe('the far ends of Stream and Transcription close');
    expect(farEnd(session, 'error 64105')).toBe(
      'nothing here can fail with 64105; write error 31921 or error 32651',
    );
    expect(farEnd(session, 'error 31921')).toBeNull();
    await until(session, () => session.leg?.background.length === 1);
    expect(written(session)).toEqual(['close', 'error 32651']);
    expect(farEnd(session, 'close')).toBeNull();
    await until(session, () => session.leg?.background.length === 0);
    session.close();
  });

  it('says what can be written, and that it acts at once', async () => {
    const session = await running(RELAY, 'Connect');
    expect(farEnd(session, 'explode')).toMatch(/^"explode": write close, or error and a Twilio code/);
    expect(farEnd(session, 'close 5s')).toMatch(/^it closes at once/);
    session.close();
  });

  it('says that nothing has a far end', async () => {
    const session = await running('<Pause length="60"/>', 'Pause');
    const why = 'nothing has a far end now: a <Connect>, a <Pay> or a <Start> does';
    expect([whyNoFarEnd(session), farEnd(session, 'close'), written(session)]).toEqual([why, why, []]);
    session.close();
  });
});
