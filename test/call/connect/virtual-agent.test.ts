import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const app = {
  '/voice':
    '<Connect action="/after"><VirtualAgent connectorName="project" statusCallback="/status">' +
    '<Config name="language" value="de"/></VirtualAgent></Connect>',
  '/after': '<Say>after</Say>',
  '/status': '',
};
const params = (call: Awaited<ReturnType<typeof placeCall>>, path: string) =>
  call.asked.find((asked) => asked.path === path)?.params ?? {};

describe('VirtualAgent (Twilio docs: TwiML Voice: VirtualAgent)', () => {
  it.each([
    ['close 5s', 'completed'],
    ['close 5s live-agent-handoff', 'live-agent-handoff'],
  ])('%s: status callback and action hear VirtualAgentStatus=%s', async (farEnd, status) => {
    const call = await placeCall({ app, farEnd });
    for (const path of ['/status', '/after'])
      expect(params(call, path)).toMatchObject({
        VirtualAgentStatus: status,
        VirtualAgentProvider: 'dialogflow',
      });
    expect(JSON.parse(params(call, '/after')['VirtualAgentProviderData'] ?? '')).toHaveProperty(
      'ConversationId',
    );
    expect(call.heard).toEqual(['after']);
  });

  it('one that fails says why', async () => {
    const call = await placeCall({ app, farEnd: 'error 32601' });
    expect(params(call, '/after')).toMatchObject({
      VirtualAgentStatus: 'failed',
      VirtualAgentErrorCode: '32601',
      VirtualAgentError: 'Virtual Agent: Provider Error',
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 32601 });
  });

  it('a caller who hangs up: VirtualAgentStatus=hangup', async () => {
    const call = await placeCall({ app, caller: 'wait 1s; hang up' });
    expect(params(call, '/status')).toMatchObject({ VirtualAgentStatus: 'hangup' });
    expect(params(call, '/after')).toMatchObject({ VirtualAgentStatus: 'hangup', CallStatus: 'completed' });
    expect(call.heard).toEqual([]);
  });
});
