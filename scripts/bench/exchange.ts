import { request as undiciRequest } from 'undici';
import { signingSender } from '../../src/debug/wire/sender.ts';
import { begin, receive } from '../../src/http/exchange.ts';
import type { ExchangeRules, ExchangeState, Moment, WebhookRequest } from '../../src/http/exchange-state.ts';
import type { Transport, WireRequest } from '../../src/http/wire/transport.ts';
import { undiciTransport } from '../../src/http/wire/undici-transport.ts';
import { medianRatio } from './statistics.ts';

const REQUESTS = 1000;
const ROUNDS = 15;
/** Until V8 has compiled what is hot, ours being the larger program. */
const WARM_UP = 5;

/** What Twilio says of an inbound call; unknown places are empty, not left out. */
const STANDARD = Object.entries({
  CallSid: 'CA0123456789abcdef0123456789abcdef',
  AccountSid: 'AC0123456789abcdef0123456789abcdef',
  From: '+15551230001',
  To: '+15559870002',
  CallStatus: 'ringing',
  ApiVersion: '2010-04-01',
  Direction: 'inbound',
  Caller: '+15551230001',
  Called: '+15559870002',
  ...Object.fromEntries(
    ['From', 'To', 'Caller', 'Called'].flatMap((who) =>
      ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, '']),
    ),
  ),
});

const RULES: ExchangeRules = { timeoutMs: 15_000, drop307: false, publicUrls: [] };

const NOTHING_YET: ExchangeState = { jar: [], cache: {}, logins: {} };

/** The time of one exchange (encode, sign, send, judge), and of its transport alone, against bare undici. */
export async function benchExchange(origin: string): Promise<string[]> {
  const transport = undiciTransport();
  const wanted: WebhookRequest = {
    method: 'POST',
    url: `${origin}/voice`,
    standard: STANDARD,
    own: [],
    token: '0d2e6b2c-9a6b-4d7c-8d0e-6f1c3f1b2a90',
    expects: 'document',
    dialect: 'call',
  };
  const wire = await sentBy(transport, wanted);
  const exchange = () => oneExchange(transport, wanted);
  const alone = async () => {
    const answer = await transport.send(wire, new AbortController().signal);
    if (answer.kind === 'failure') throw new Error(answer.detail);
  };
  const bare = async () => {
    const response = await undiciRequest(wire.url, {
      method: wire.method,
      headers: wire.headers.flat(),
      body: wire.body,
    });
    await response.body.text();
  };
  const times: Record<'exchange' | 'alone' | 'bare', number[]> = { exchange: [], alone: [], bare: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const taken = {
      exchange: await microseconds(exchange),
      alone: await microseconds(alone),
      bare: await microseconds(bare),
    };
    if (round < 0) continue;
    for (const what of ['exchange', 'alone', 'bare'] as const) times[what].push(taken[what]);
  }
  await transport.close();
  return [
    `one exchange, encoded and signed, takes ${medianRatio(times.exchange, times.bare)}x its request by bare undici (aim: 1.3x)`,
    `  its transport alone takes             ${medianRatio(times.alone, times.bare)}x (aim: 0.95x)`,
  ];
}

async function oneExchange(transport: Transport, wanted: WebhookRequest): Promise<void> {
  const sender = signingSender(transport, { key: { authToken: 'token', name: 'token' } });
  const moment: Moment = { now: 0, date: Date.now() };
  let progress = begin(wanted, RULES, NOTHING_YET, moment);
  while (progress.exchange) {
    const got = await sender.send(progress.exchange.sending, new AbortController().signal);
    progress = receive(progress.exchange, got, progress, moment);
  }
  if (progress.done.content === null) throw new Error(progress.done.diagnostics[0]?.message);
}

/** The request as it reaches the transport. */
async function sentBy(transport: Transport, wanted: WebhookRequest): Promise<WireRequest> {
  const sent: WireRequest[] = [];
  const noting: Transport = {
    ...transport,
    send: (wire, signal) => {
      sent.push(wire);
      return transport.send(wire, signal);
    },
  };
  await oneExchange(noting, wanted);
  const [first] = sent;
  if (!first) throw new Error('nothing was sent');
  return first;
}

async function microseconds(one: () => Promise<void>): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < REQUESTS; i++) await one();
  return ((performance.now() - started) / REQUESTS) * 1000;
}
