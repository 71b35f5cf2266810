import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { virtualClock } from '../../src/clock.ts';
import { NO_RECORDER, type Recorder } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { SessionPorts } from '../../src/debug/session/session-setup.ts';
import type { InboundMessage, MessageHandling } from '../../src/engine/placed/inbound-message.ts';
import type { MessageSetup } from '../../src/engine/placed/leg-setup.ts';
import { stepper } from '../../src/engine/step.ts';
import { messaging } from '../../src/message/messaging.ts';
import { inboundMessage, PLAIN_HANDLING, textMessage } from './inbound-message.ts';
import { type Answer, type Asked, LANGUAGE, memorySender, ORIGIN } from './memory-call.ts';
import { type SessionLog, toItsEnd } from './session-log.ts';

export const MESSAGE_STEP = stepper(messaging(LANGUAGE));

/** One message of a conversation: its text, or more about it. */
export type Sent =
  | string
  | {
      readonly message?: Partial<InboundMessage>;
      readonly leg?: Partial<MessageSetup>;
      /** Milliseconds after everything about the one before is done. */
      readonly afterMs?: number;
    };

export interface ConversationPlan {
  readonly app: Readonly<Record<string, Answer>>;
  readonly says: readonly Sent[];
  readonly leg?: Partial<MessageSetup>;
  readonly handling?: Partial<MessageHandling>;
  readonly recorder?: Recorder;
}

export interface ConversationLog extends SessionLog {
  readonly asked: readonly Asked[];
  readonly paths: readonly string[];
  /** Texts of the messages that were sent, in order, each once. */
  readonly replies: readonly string[];
  /** Statuses of what was sent, in order: `queued sent delivered`. */
  readonly statuses: string;
  /** Codes and rules of the diagnostics. */
  readonly problems: readonly (number | string | null)[];
}

/** The session of a conversation, not yet placed. */
export function conversation(plan: ConversationPlan, asked: Asked[] = []): Session {
  const handling = { ...PLAIN_HANDLING, mediaAt: 'http://media.test', ...plan.handling };
  const legs = plan.says.map((said) => legOf(said, handling, plan.leg ?? {}));
  const [first, ...others] = legs;
  if (!first) throw new Error('nothing is said');
  return new Session(
    {
      leg: first.leg,
      followUps: others,
      rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
      breakpoints: [],
      notices: [],
      stopOnEntry: false,
      holds: false,
      maxSteps: 1000,
    },
    conversationPorts(plan, asked),
  );
}

/** What a conversation runs on: the virtual clock, and an application in memory. */
export function conversationPorts(plan: ConversationPlan, asked: Asked[]): SessionPorts {
  return {
    step: MESSAGE_STEP,
    sender: memorySender(plan.app, asked),
    speaker: silentSpeaker(),
    clock: virtualClock,
    casting: () => () => [],
    recorder: () => plan.recorder ?? NO_RECORDER,
    seed: () => 'seed',
    date: () => Date.UTC(2026, 0, 1),
  };
}

function legOf(said: Sent, handling: MessageHandling, leg: Partial<MessageSetup>) {
  const {
    message = {},
    leg: own = {},
    afterMs = 0,
  } = typeof said === 'string' ? { message: { body: said } } : said;
  const whole = { ...textMessage('hi', handling), ...message };
  return { afterMs, leg: { ...inboundMessage(`${ORIGIN}/sms`, whole), ...leg, ...own } };
}

/** Has a conversation on the virtual clock and follows it to its end. */
export async function converse(plan: ConversationPlan): Promise<ConversationLog> {
  const asked: Asked[] = [];
  const session = conversation(plan, asked);
  const { events, of, end } = await toItsEnd(session);
  const sent = of('message').filter(({ direction }) => direction !== 'inbound');
  return {
    events,
    asked,
    of,
    paths: asked.map(({ path }) => path),
    replies: sent
      .filter(({ sid }, at) => sent.findIndex((other) => other.sid === sid) === at)
      .map(({ body }) => body),
    statuses: sent.map(({ status }) => status).join(' '),
    problems: of('diagnostic').map(({ code, rule }) => code ?? rule),
    end,
  };
}
