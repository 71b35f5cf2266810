import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/data-files.ts';
import { virtualClock } from '../../src/clock.ts';
import { parseWhere, type Where } from '../../src/debug/breakpoints.ts';
import { parseCallerScript } from '../../src/debug/caller-script.ts';
import type { PublicEvent, PublicEventOf } from '../../src/debug/public-event.ts';
import { NO_RECORDER, type Recorder } from '../../src/debug/recorder.ts';
import { scriptedCaller } from '../../src/debug/scripted-caller.ts';
import type { Sender } from '../../src/debug/sender.ts';
import { Session } from '../../src/debug/session.ts';
import type { LegSetup } from '../../src/engine/event.ts';
import { stepper } from '../../src/engine/step.ts';
import type { HopFailure, HopRequest, HopResponse } from '../../src/http/hop.ts';
import { UNSENT } from '../../src/http/hop.ts';

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
  readonly leg?: Partial<LegSetup>;
  readonly breaks?: readonly string[];
  readonly maxSteps?: number;
  readonly recorder?: Recorder;
  readonly drop307?: boolean;
}

export interface CallLog {
  readonly events: readonly PublicEvent[];
  readonly asked: readonly Asked[];
  readonly session: Session;
  of<T extends PublicEvent['type']>(type: T): readonly PublicEventOf<T>[];
  /** Paths that were asked, in order. */
  readonly paths: readonly string[];
  /** Texts that were heard; what was cut off ends with an ellipsis. */
  readonly heard: readonly string[];
  readonly end: PublicEventOf<'end'>;
}

/** A TwiML document around some verbs. */
export function response(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${verbs}\n</Response>`;
}

export function ok(
  body: string,
  headers: HopResponse['headers'] = [['Content-Type', 'text/xml']],
): HopResponse {
  return {
    kind: 'response',
    status: 200,
    headers,
    body,
    bytes: Buffer.byteLength(body),
    durationMs: 0,
    sent: UNSENT,
  };
}

/** An application that lives in memory, behind the port where the wire would be. */
export function memorySender(app: CallPlan['app'], asked: Asked[]): Sender {
  return {
    send: (request) => {
      const seen = seenBy(request);
      asked.push(seen);
      const planned = app[seen.path];
      const answer = typeof planned === 'function' ? planned(seen) : planned;
      if (answer === undefined) return Promise.resolve({ ...ok(''), status: 404 });
      if (typeof answer === 'string') return Promise.resolve(ok(response(answer)));
      if ('kind' in answer && answer.kind === 'failure') return Promise.resolve(answer);
      return Promise.resolve({ ...ok(answer.body ?? ''), ...answer, kind: 'response' } as HopResponse);
    },
  };
}

export function failure(reason: HopFailure['reason'], detail = ''): HopFailure {
  return { kind: 'failure', reason, detail, durationMs: 0, sent: UNSENT };
}

/** Places a call on the virtual clock and follows it to its end. */
export async function placeCall(plan: CallPlan): Promise<CallLog> {
  const asked: Asked[] = [];
  const events: PublicEvent[] = [];
  const session = memorySession(plan, asked);
  await new Promise<void>((resolve, reject) => {
    session.subscribe({
      happened(event) {
        events.push(event);
        if (event.type === 'end') resolve();
      },
    });
    session.restart();
    setTimeout(
      () => reject(new Error(`the call did not end:\n${events.map((e) => JSON.stringify(e)).join('\n')}`)),
      15_000,
    ).unref();
  });
  const of = <T extends PublicEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as PublicEventOf<T>[];
  const [end] = of('end');
  if (!end) throw new Error('no end');
  return {
    events,
    asked,
    session,
    of,
    paths: asked.map(({ path }) => path),
    heard: of('heard').map(
      ({ text, url, kind, interrupted }) => (text ?? url ?? kind) + (interrupted ? '…' : ''),
    ),
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
export function inboundLeg(url: string): LegSetup {
  return {
    product: 'call',
    fallback: null,
    statusCallback: null,
    accountSid: 'AC00000000000000000000000000000001',
    from: '+15551230001',
    to: '+15559870002',
    direction: 'inbound',
    target: { kind: 'url', url, method: 'POST' },
    params: [],
  };
}

/** Breakpoints as `--break` writes them. */
export function breakpointsAt(places: readonly string[]): readonly Where[] {
  return places.map((text) => {
    const where = parseWhere(text);
    if (typeof where === 'string') throw new Error(where);
    return where;
  });
}

/** A session on an application in memory, not yet placed. */
export function memorySession(plan: CallPlan, asked: Asked[] = [], holds = false): Session {
  const script = parseCallerScript(plan.caller ?? '');
  if (!script.ok) throw new Error(script.message);
  let calls = 0;
  return new Session(
    {
      leg: { ...inboundLeg(`${ORIGIN}/voice`), ...plan.leg },
      rules: { timeoutMs: 15_000, drop307: plan.drop307 ?? false },
      breakpoints: breakpointsAt(plan.breaks ?? []),
      notices: [],
      stopOnEntry: holds,
      holds,
      maxSteps: plan.maxSteps ?? 1000,
    },
    {
      step: STEP,
      sender: memorySender(plan.app, asked),
      speaker: silentSpeaker(),
      clock: virtualClock,
      caller: () => scriptedCaller(script.actions),
      recorder: () => plan.recorder ?? NO_RECORDER,
      seed: () => `seed ${calls++}`,
      date: () => Date.UTC(2026, 0, 1),
    },
  );
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
