import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import type { Speaker } from '../../src/audio/speaker.ts';
import { inboundCall } from '../../src/call/leg/inbound-call.ts';
import { voice } from '../../src/call/voice.ts';
import { castingOf } from '../../src/cli/call/casting.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import { virtualClock } from '../../src/clock.ts';
import { parseWhere, type Where } from '../../src/debug/breakpoints/breakpoints.ts';
import { EVERYBODY_ANSWERS, parseCalleeScript } from '../../src/debug/people/callee-script.ts';
import { parseCallerScript, type ScriptAction } from '../../src/debug/people/caller-script.ts';
import { parseFarEnds } from '../../src/debug/people/far-end.ts';
import type { PublicEvent } from '../../src/debug/public-event.ts';
import { NO_RECORDER, type Recorder } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { Sender } from '../../src/debug/wire/sender.ts';
import type { CallSetup } from '../../src/engine/placed/leg-setup.ts';
import { stepper } from '../../src/engine/step.ts';
import type { HopFailure, HopRequest, HopResponse } from '../../src/http/hop.ts';
import { UNSENT } from '../../src/http/hop.ts';
import type { PublicUrl } from '../../src/http/url/public-url.ts';
import { acceptedValue } from './results.ts';
import { type SessionLog, toItsEnd } from './session-log.ts';

/** The data files are read once for all tests of a process. */
export const LANGUAGE = loadLanguage();
export const STEP = stepper(voice(LANGUAGE));

export const ORIGIN = 'http://app.test';

/** What a path of the application answers: verbs (put inside Response), or a whole answer. */
export type Answer =
  | string
  | Partial<HopResponse>
  | HopFailure
  | ((request: Asked) => string | Partial<HopResponse>);

/** A request as the application sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CallPlan {
  readonly app: Readonly<Record<string, Answer>>;
  readonly caller?: string;
  readonly callee?: string;
  /** How the far end of a Connect behaves; it closes after five seconds by default. */
  readonly farEnd?: string;
  readonly leg?: Partial<CallSetup>;
  readonly breaks?: readonly string[];
  readonly maxSteps?: number;
  readonly recorder?: Recorder;
  readonly drop307?: boolean;
  readonly publicUrls?: readonly PublicUrl[];
  /** In place of one that asks `app`. */
  readonly sender?: Sender;
  /** In place of silence. */
  readonly speaker?: Speaker;
  /** Others who call in later, each for a path of the application. */
  readonly joins?: readonly Joining[];
}

/** Somebody who calls in so many milliseconds after the first caller. */
export interface Joining {
  readonly afterMs: number;
  readonly path: string;
  readonly caller?: string;
  readonly leg?: Partial<CallSetup>;
}

export interface CallLog extends SessionLog {
  readonly asked: readonly Asked[];
  readonly session: Session;
  /** Paths that were asked, in order. */
  readonly paths: readonly string[];
  /** Texts that were heard; what was cut off ends with an ellipsis. */
  readonly heard: readonly string[];
  /** The codes of all findings, in order; the rule of one that has no code. */
  readonly codes: readonly (number | string | null)[];
  /** The requests for a path, in order. */
  askedFor(path: string): readonly Asked[];
  /** The parameters of the requests for a path, in order. */
  sentTo(path: string): readonly Asked['params'][];
  /** When the first request for a path was answered, in milliseconds. */
  askedAt(path: string): number | undefined;
}

/** A TwiML document around some verbs. */
export function response(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${verbs}\n</Response>`;
}

export function ok(
  body: string,
  headers: HopResponse['headers'] = [['Content-Type', 'text/xml']],
): HopResponse {
  const bytes = Buffer.byteLength(body);
  return {
    kind: 'response',
    status: 200,
    headers,
    body,
    bytes,
    rawBytes: bytes,
    content: null,
    durationMs: 0,
    timing: null,
    connection: null,
    sent: UNSENT,
  };
}

/** A file of 24 kB that plays so long, `null` where its format does not tell. */
export function audio(
  playsMs: number | null = 3000,
  headers: HopResponse['headers'] = [],
  type = 'audio/mpeg',
): HopResponse {
  const content = { sha256: 'a'.repeat(64), playsMs };
  return { ...ok('', [['Content-Type', type], ...headers]), bytes: 24_000, rawBytes: 24_000, content };
}

/** An application that lives in memory, behind the port where the wire would be. */
export function memorySender(app: CallPlan['app'], asked: Asked[]): Sender {
  return {
    send: (request) => {
      const seen = seenBy(request);
      asked.push(seen);
      const planned = app[seen.path];
      const answer = typeof planned === 'function' ? planned(seen) : planned;
      if (answer === undefined) return Promise.resolve(unplanned(seen.path));
      if (typeof answer === 'string') return Promise.resolve(ok(response(answer)));
      if ('kind' in answer && answer.kind === 'failure') return Promise.resolve(answer);
      return Promise.resolve({ ...ok(answer.body ?? ''), ...answer, kind: 'response' } as HopResponse);
    },
  };
}

/** Files are there without a plan. */
function unplanned(path: string): HopResponse {
  return /\.(mp3|wav)$/.test(path) ? audio() : { ...ok(''), status: 404 };
}

export function failure(reason: HopFailure['reason'], detail = ''): HopFailure {
  const sent = UNSENT;
  return { kind: 'failure', reason, detail, partial: false, durationMs: 0, timing: null, sent };
}

/** Places a call on the virtual clock and follows it to its end. */
export async function placeCall(plan: CallPlan): Promise<CallLog> {
  const asked: Asked[] = [];
  const session = memorySession(plan, asked);
  const { events, of, end } = await toItsEnd(session);
  const askedFor = (path: string) => asked.filter((one) => one.path === path);
  return {
    events,
    asked,
    session,
    of,
    paths: asked.map(({ path }) => path),
    heard: of('heard').map(
      ({ text, url, kind, interrupted }) => (text ?? url ?? kind) + (interrupted ? '…' : ''),
    ),
    codes: of('diagnostic').map(({ code, rule }) => code ?? rule),
    askedFor,
    sentTo: (path) => askedFor(path).map(({ params }) => params),
    askedAt: (path) => of('exchange').find(({ url }) => new URL(url).pathname === path)?.at,
    end,
  };
}

/** Places a call in the debugger, which holds before the first verb. */
export async function heldCall(
  plan: CallPlan,
): Promise<{ session: Session; events: PublicEvent[]; asked: Asked[] }> {
  const asked: Asked[] = [];
  const events: PublicEvent[] = [];
  const session = memorySession(plan, asked, true);
  session.subscribe({ happened: (event) => events.push(event) });
  session.restart();
  await until(session, () => session.held !== null || session.over);
  return { session, events, asked };
}

/** Resolves as soon as a condition holds; checked whenever the session changes. */
export function until(session: Session, condition: () => boolean): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = session.subscribe({
      changed() {
        if (!condition()) return;
        unsubscribe();
        resolve();
      },
    });
  });
}

/** A call that comes in for a webhook. */
export function inboundLeg(url: string): CallSetup {
  return {
    ...inboundCall(url, 'AC00000000000000000000000000000001'),
    recordingsAt: 'http://recordings.test',
  };
}

/** Breakpoints as `--break` writes them. */
export function breakpointsAt(places: readonly string[]): readonly Where[] {
  return places.map((text) => acceptedValue(parseWhere(text)));
}

/** A session on an application in memory, not yet placed. */
export function memorySession(plan: CallPlan, asked: Asked[] = [], holds = false): Session {
  const script = actionsOf(plan.caller);
  const joins = plan.joins ?? [];
  const callees =
    plan.callee === undefined ? EVERYBODY_ANSWERS : acceptedValue(parseCalleeScript(plan.callee));
  const farEnd = plan.farEnd === undefined ? undefined : acceptedValue(parseFarEnds(plan.farEnd));
  let calls = 0;
  return new Session(
    {
      leg: { ...inboundLeg(`${ORIGIN}/voice`), ...plan.leg },
      rules: {
        timeoutMs: 15_000,
        drop307: plan.drop307 ?? false,
        publicUrls: plan.publicUrls ?? [],
      },
      breakpoints: breakpointsAt(plan.breaks ?? []),
      notices: [],
      stopOnEntry: holds,
      holds,
      maxSteps: plan.maxSteps ?? 1000,
      joins: joins.map(({ afterMs, path, leg }, index) => ({
        afterMs,
        leg: { ...inboundLeg(ORIGIN + path), from: `+1555000000${index + 1}`, ...leg },
      })),
    },
    {
      step: STEP,
      sender: plan.sender ?? memorySender(plan.app, asked),
      speaker: plan.speaker ?? silentSpeaker(),
      clock: virtualClock,
      casting: () =>
        castingOf({
          interactive: false,
          caller: script,
          callee: callees,
          farEnd,
          joins: joins.map(({ caller }) => actionsOf(caller)),
        }),
      recorder: () => plan.recorder ?? NO_RECORDER,
      seed: () => `seed ${calls++}`,
      date: () => Date.UTC(2026, 0, 1),
    },
  );
}

function actionsOf(caller = ''): readonly ScriptAction[] {
  return acceptedValue(parseCallerScript(caller));
}

function seenBy(request: HopRequest): Asked {
  const url = new URL(request.url);
  const params = new Map([...url.searchParams, ...new URLSearchParams(request.body ?? '')]);
  return {
    method: request.method,
    path: url.pathname,
    params: Object.fromEntries(params),
    headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
  };
}
