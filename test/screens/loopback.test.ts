import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../src/http/wire/transport.ts';
import { undiciTransport } from '../../src/http/wire/undici-transport.ts';
import { type RunningUi, startUi } from '../support/screen-ui.ts';
import { serveWebhook, type Webhook } from '../support/webhook.ts';

const ROUTES = {
  '/voice': '<Gather numDigits="2" action="/route"><Say>Your number?</Say></Gather>',
  '/route': (_request: unknown, answer: import('node:http').ServerResponse) => {
    answer.writeHead(302, { Location: '/menu', 'Set-Cookie': 'sid=s-81c2; Path=/' }).end();
    return undefined;
  },
  '/menu': (_request: unknown, answer: import('node:http').ServerResponse) => {
    answer.setHeader('Cache-Control', 'max-age=60');
    return '<Hangup/>';
  },
};

let ui: RunningUi | null = null;
let webhook: Webhook | null = null;
let transport: Transport | null = null;

afterEach(async () => {
  await ui?.quit();
  await transport?.close();
  await webhook?.close();
});

describe('in front of a real webhook', () => {
  it('signs, follows, keeps cookies and shows all of it', async () => {
    webhook = await serveWebhook(ROUTES);
    transport = undiciTransport();
    ui = startUi({ transport, url: `${webhook.origin}/voice`, byHand: true });
    const { emulator } = ui.terminal;
    await emulator.until('PAUSED at Gather');
    await ui.press(']', 'X-Twilio-Signature');
    await ui.press('\t\t\tG', 'body, raw');
    await ui.press('k'.repeat(25), 'signed with the test token, over');
    await ui.press(']]]]', /\[Timing\][\s\S]*waiting +\d+(\.\d)? m?s +█+/);
    expect(emulator.text).toMatch(/remote +127\.0\.0\.1:\d+/);
    await ui.press('[[[[[\ts', 'PAUSED at Say');
    await ui.press('n', 'RUNNING Say');
    await ui.press('42', 'PAUSED at Hangup');
    expect(emulator.text).toMatch(/POST 302 +\/route .*\+sid/);
    expect(emulator.text).toMatch(/GET +200 +↪ \/menu .* sid +stored/);
    expect(emulator.text).toMatch(/Digits +42/);
    expect(webhook.received.at(-1)).toMatchObject({ path: '/menu', headers: { cookie: 'sid=s-81c2' } });
    expect(emulator.raw).not.toContain('secret of the test');
    await ui.press('n', 'ENDED (completed)');
    expect(emulator.text).toMatch(/end +completed after/);
  });
});
