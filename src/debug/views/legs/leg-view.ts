import type { CalleeAct, Moderation } from '../../../engine/event.ts';
import type { Sid } from '../../../engine/identifiers.ts';
import { frameOf, type Leg, listenerOf } from '../../../engine/switchboard.ts';
import { elementOf } from '../../../twiml/document.ts';
import type { CallerAct } from '../../people/caller.ts';
import { readyVerb } from '../../ready-verb.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { fetches, hidesKeys, rings } from '../../session/leg-facts.ts';
import { type ConferencePlace, conferencePlace } from '../story/participant-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** How a leg is doing; a front end colours by it. */
export type LegMood = 'rings' | 'waits' | 'runs' | 'talks' | 'over' | 'failed';

/** A leg among the others, in words. */
export interface LegView {
  readonly sid: Sid;
  /** Counts from 1, in the order in which the legs came up. */
  readonly number: number;
  /** `caller`, `callee 1`. */
  readonly name: string;
  /** The number of whoever is on it. */
  readonly party: string;
  readonly status: string;
  readonly mood: LegMood;
  /** What it does, in a word or two: `Dial`, `rings`, `talks to callee 1`. */
  readonly does: string;
  /** The same where there is little room. */
  readonly brief: string;
  /** It is looked at. */
  readonly selected: boolean;
  /** The debugger holds because of it. */
  readonly holds: boolean;
  /** What was done on it while held and counts later, in words; empty for nothing. */
  readonly queued: string;
}

/** Every leg of the session at the position, in the order in which they came up. */
export function legViews(target: Debuggable): readonly LegView[] {
  const { journal, held } = target;
  const chosen = target.leg?.sid;
  return target.legs.map((leg, index) => ({
    sid: leg.sid,
    number: index + 1,
    name: journal.names.of(leg.sid),
    party: partyOf(leg),
    status: leg.status,
    ...doing(target, leg),
    selected: leg.sid === chosen,
    holds: held?.leg === leg.sid,
    queued: (target.live?.queuedOn(leg.sid) ?? [])
      .map((act) => (act.type === 'key' && hidesKeys(target, leg) ? '*' : actText(act)))
      .join(' '),
  }));
}

/** Who is on a leg: whom it was dialled for, or who called. */
export function partyOf({ setup, owner }: Leg): string {
  return visibleText(owner || setup.direction !== 'inbound' ? setup.to : setup.from);
}

type Doing = Pick<LegView, 'mood' | 'does' | 'brief'>;

function doing(target: Debuggable, leg: Leg): Doing {
  if (leg.endedAt !== null) return over(leg);
  if (rings(leg)) {
    const does = leg.status === 'ringing' ? 'rings' : 'is dialled';
    return { mood: 'rings', does, brief: does };
  }
  if (leg.bridgedTo !== null) return talking(leg, target.journal.names.of(leg.bridgedTo));
  if (fetches(target, leg.sid)) return { mood: 'waits', does: 'waits for the webhook', brief: 'waits' };
  const place = conferencePlace(target.board, leg);
  return place ? conferring(leg, place) : running(leg);
}

function over({ error, status }: Leg): Doing {
  if (error === null) return { mood: 'over', does: `over: ${status}`, brief: 'over' };
  return { mood: 'failed', does: `over: error ${error}`, brief: 'over' };
}

function talking(leg: Leg, other: string): Doing {
  const verb = innermost(leg);
  const to = `talks to ${other}`;
  return { mood: 'talks', does: verb === null ? to : `${verb}, ${to}`, brief: 'talks' };
}

function conferring(leg: Leg, { text, brief, waits, hold }: ConferencePlace): Doing {
  const ready = readyVerb(leg);
  const before = ready ? `: before ${visibleText(ready.element.name)}` : '';
  return { mood: waits || hold ? 'waits' : 'talks', does: text + before, brief };
}

function running(leg: Leg): Doing {
  const ready = readyVerb(leg);
  if (ready) {
    const name = visibleText(ready.element.name);
    return { mood: 'runs', does: `${path(leg)}before ${name}`, brief: name };
  }
  const verb = innermost(leg);
  if (verb === null) return { mood: 'runs', does: leg.status, brief: leg.status };
  const listens = listenerOf(leg)?.listening;
  const how = listens && !listens.prompting ? ', listens' : '';
  return { mood: 'runs', does: `${path(leg)}${verb}${how}`, brief: verb };
}

/** The documents above the main one that it is in: `wait > `. */
function path({ frames }: Leg): string {
  return frames.flatMap(({ role }) => (role ? [`${role.kind} > `] : [])).join('');
}

/** The verb that runs, of nested ones the inner one. */
export function innermost(leg: Leg): string | null {
  const frame = frameOf(leg);
  const verb = frame?.running.at(-1);
  return frame && verb ? visibleText(elementOf(frame.document, verb.element).name) : null;
}

const CALLEE_WORDS: Readonly<Record<string, string>> = {
  answer: 'answers',
  machine: 'a machine answers',
  fax: 'a fax answers',
  'no-answer': 'does not answer',
  busy: 'is busy',
  fail: 'fails',
};

const MODERATION_WORDS: Readonly<Record<Moderation, string>> = {
  mute: 'is muted',
  unmute: 'is heard again',
  hold: 'is put on hold',
  unhold: 'is back',
  kick: 'is removed',
};

function calleeText(does: CalleeAct): string {
  if (typeof does === 'object') return 'refer' in does ? 'refers the caller' : calleeText(does.answer);
  return CALLEE_WORDS[does] ?? does;
}

/** Something that somebody did, in a word or two. */
export function actText(act: CallerAct): string {
  switch (act.type) {
    case 'key':
      return act.value;
    case 'speech':
      return `"${visibleText(act.value)}"`;
    case 'callee':
      return calleeText(act.does);
    case 'voice':
      return act.speaking ? 'speaks' : 'falls silent';
    case 'far-end':
      return act.error === null ? 'the far end closes' : `the far end fails with ${act.error}`;
    case 'hang-up':
      return 'hangs up';
    case 'replaced':
      return 'is updated';
    case 'participant':
      return typeof act.does === 'string' ? MODERATION_WORDS[act.does] : 'hears an announcement';
    case 'set-cookie':
      return act.header === null ? 'the cookies are removed' : 'a cookie is set by hand';
    case 'clear-cache':
      return 'the cache is emptied by hand';
    case 'shared':
      return 'what legs share is changed by hand';
  }
}
