import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { virtualClock } from '../../src/clock.ts';
import { NO_RECORDER, type Recorder } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { InboundFax } from '../../src/engine/placed/inbound-fax.ts';
import type { FaxSetup } from '../../src/engine/placed/leg-setup.ts';
import { stepper } from '../../src/engine/step.ts';
import { fax } from '../../src/message/fax/fax.ts';
import { type Answer, type Asked, LANGUAGE, memorySender, ORIGIN } from './memory-call.ts';
import { plainLeg } from './plain-leg.ts';
import { type SessionLog, toItsEnd } from './session-log.ts';

export const FAX_STEP = stepper(fax(LANGUAGE));

/** A PDF of two pages that arrives. */
export const TWO_PAGES: InboundFax = {
  document: {
    sid: `ME${'b'.repeat(32)}`,
    contentType: 'application/pdf',
    url: null,
    name: 'two.pdf',
    size: 1000,
    pages: 2,
  },
  remoteStationId: 'ACME FAX',
  failure: null,
  mediaAt: 'http://media.test',
};

/** A fax that comes in for a webhook. */
export function inboundFax(url: string, what: Partial<InboundFax> = {}): FaxSetup {
  return {
    product: 'fax',
    ...plainLeg(url),
    fax: { ...TWO_PAGES, ...what },
  };
}

export interface FaxPlan {
  readonly app: Readonly<Record<string, Answer>>;
  readonly fax?: Partial<InboundFax>;
  readonly leg?: Partial<FaxSetup>;
  readonly recorder?: Recorder;
}

export interface FaxLog extends SessionLog {
  readonly asked: readonly Asked[];
  readonly paths: readonly string[];
  /** How far the fax was, in order: `receiving received`. */
  readonly statuses: string;
  /** Codes and rules of the diagnostics but for 34005, which every fax has. */
  readonly problems: readonly (number | string | null)[];
}

/** Has a fax come in at `/fax`, on the virtual clock, and follows it to its end. */
export async function receiveFax(plan: FaxPlan): Promise<FaxLog> {
  const asked: Asked[] = [];
  const session = new Session(
    {
      leg: { ...inboundFax(`${ORIGIN}/fax`, plan.fax), ...plan.leg },
      rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
      breakpoints: [],
      notices: [],
      stopOnEntry: false,
      holds: false,
      maxSteps: 100,
    },
    {
      step: FAX_STEP,
      sender: memorySender(plan.app, asked),
      speaker: silentSpeaker(),
      clock: virtualClock,
      casting: () => () => [],
      recorder: () => plan.recorder ?? NO_RECORDER,
      seed: () => 'seed',
      date: () => Date.UTC(2020, 0, 1),
    },
  );
  const { events, of, end } = await toItsEnd(session);
  return {
    events,
    asked,
    of,
    paths: asked.map(({ path }) => path),
    statuses: of('message')
      .map(({ status }) => status)
      .join(' '),
    problems: of('diagnostic').flatMap(({ code, rule }) => (code === 34005 ? [] : [code ?? rule])),
    end,
  };
}
