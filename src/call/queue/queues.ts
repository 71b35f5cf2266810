import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import { disconnect } from '../../engine/running/bridge.ts';
import type { FrameRole, RunRef } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';

/** A run of a verb as the shared state names it. */
type Run = Pick<RunRef, 'leg' | 'run'>;

/** A call in a queue, by the Enqueue that keeps it there. */
export type Entry = Run & {
  readonly since: number;
  /** Of its task; calls of the same priority come in the order in which they were enqueued. */
  readonly priority: number;
  /** The Dial that has taken it out of the line; the two are connected, or about to be. */
  readonly takenBy: Run | null;
};

/** A queue; it stays when it is empty. */
export type Queue = {
  readonly sid: Sid;
  readonly name: string;
  /** The queue of a TaskRouter workflow. */
  readonly workflow: boolean;
  readonly max: number;
  readonly entries: readonly Entry[];
  /** Dials that wait for somebody to be enqueued, the one that has waited longest first. */
  readonly waiting: readonly Run[];
};

/** What a Dial wants the call to hear first, and on whose behalf; as it comes with `taken`. */
export type Whisper = {
  readonly by: Run;
  readonly url: string | null;
  readonly method: 'GET' | 'POST';
};

/** A call that wants into a queue. */
export interface Enqueued {
  readonly name: string;
  readonly workflow: boolean;
  readonly priority: number;
  /** The size that the queue has from now on; `null` leaves it as it is. */
  readonly max: number | null;
}

/** What the two sides of a queue tell each other. */
export const TOLD = {
  /** To an Enqueue: a Dial has taken the call; data says what it is to hear first. */
  taken: 'queue-taken',
  /** To an Enqueue: the Dial that took the call has let go of it. */
  released: 'queue-released',
  /** To a Dial: the call that was taken has heard what it was to hear, and is there. */
  ready: 'queue-ready',
  /** To a Dial: the call that was taken is gone; data says why. */
  gone: 'queue-gone',
  /** To a Dial: somebody has been enqueued. */
  joined: 'queue-joined',
} as const;

const QUEUES = 'queues';
/** Sizes of a queue (Twilio docs: Enqueue; TaskRouter, "Queueing Twilio calls with TwiML"; error dictionary, 14207). */
export const DEFAULT_MAX = 1000;
const WORKFLOW_MAX = 100;
export const LARGEST_MAX = 5000;

function queuesOf(turn: Turn): readonly Queue[] {
  return turn.shared<readonly Queue[]>(QUEUES, []);
}

/** The queue with this name; `null` when nobody has been enqueued in it yet. */
export function queueNamed(turn: Turn, name: string): Queue | null {
  return queuesOf(turn).find((queue) => queue.name === name) ?? null;
}

/** The queue of a workflow with somebody in it, or any of a workflow; `null` where there is none. */
export function workflowQueue(turn: Turn): Queue | null {
  const queues = queuesOf(turn).filter(({ workflow }) => workflow);
  return queues.find((queue) => lineOf(queue).length > 0) ?? queues[0] ?? null;
}

/** Calls that nobody has taken yet, the front of the queue first. */
export function lineOf({ entries }: Queue): readonly Entry[] {
  return entries.filter(({ takenBy }) => takenBy === null);
}

/** A queue that exists before anybody is enqueued in it. */
export interface EmptyQueue {
  readonly name: string;
  /** How many calls may wait in it. */
  readonly size: number;
}

/** Makes a queue in which nobody waits, unless there is one of that name. */
export function createQueue(turn: Turn, { name, size }: EmptyQueue): void {
  if (queueNamed(turn, name)) return;
  put(turn, { sid: turn.drawSid('QU'), name, workflow: false, max: size, entries: [], waiting: [] });
}

/** Puts a call into a queue, which is created where it is missing. Answers `null` when the queue is full. */
export function joinQueue(turn: Turn, by: Run, wanted: Enqueued): Queue | null {
  const { name, workflow, priority, max } = wanted;
  const queue = queueNamed(turn, name) ?? {
    sid: turn.drawSid('QU'),
    name,
    workflow,
    max: workflow ? WORKFLOW_MAX : DEFAULT_MAX,
    entries: [],
    waiting: [],
  };
  const sized = { ...queue, max: Math.min(max ?? queue.max, LARGEST_MAX) };
  const full = lineOf(sized).length >= sized.max;
  const entry: Entry = { leg: by.leg, run: by.run, since: turn.now, priority, takenBy: null };
  const behind = sized.entries.findIndex((other) => other.priority < priority);
  const at = behind === -1 ? sized.entries.length : behind;
  const entries = full ? sized.entries : sized.entries.toSpliced(at, 0, entry);
  put(turn, { ...sized, entries });
  if (full) {
    tellLeft(turn, by.leg, sized, 'queue-full');
    return null;
  }
  const position = lineOf({ ...sized, entries }).indexOf(entry) + 1;
  turn.emit(by.leg, { type: 'queue', name, sid: sized.sid, what: 'enter', position, result: null });
  const [first] = sized.waiting;
  if (first) turn.post(first, { type: 'told', what: TOLD.joined, data: null });
  return sized;
}

/** Tells that a call is in a queue no more, and what became of it there (Twilio docs: Enqueue, QueueResult). */
export function tellLeft(
  turn: Turn,
  leg: Sid,
  { name, sid }: { readonly name: string; readonly sid: Sid | null },
  result: string,
): void {
  turn.emit(leg, { type: 'queue', name, sid, what: 'leave', position: null, result });
}

/**
 * A call leaves its queue for good, with a QueueResult and for a reason in words; whoever has taken it is told. Nothing
 * happens when it has left already.
 */
export function leaveQueue(
  turn: Turn,
  by: Run,
  why: { readonly result: string; readonly reason: string },
): void {
  for (const queue of queuesOf(turn)) {
    const entry = queue.entries.find((one) => same(one, by));
    if (!entry) continue;
    put(turn, { ...queue, entries: queue.entries.filter((one) => one !== entry) });
    if (!entry.takenBy) return;
    part(turn, entry, entry.takenBy, why.reason);
    return turn.post(entry.takenBy, { type: 'told', what: TOLD.gone, data: why.result });
  }
}

/** Takes the call at the front of a queue out of the line, and tells it. Answers `null` when nobody waits there. */
export function takeNext(turn: Turn, queue: Queue, by: Run, hears: Json): Entry | null {
  const [entry] = lineOf(queue);
  if (!entry) return null;
  const taken = { ...entry, takenBy: { leg: by.leg, run: by.run } };
  const entries = queue.entries.map((one) => (one === entry ? taken : one));
  put(turn, { ...queue, entries, waiting: queue.waiting.filter((one) => !same(one, by)) });
  turn.post(entry, { type: 'told', what: TOLD.taken, data: hears });
  return taken;
}

/** A Dial begins to wait for somebody to be enqueued. */
export function awaitNext(turn: Turn, queue: Queue, by: Run): void {
  if (queue.waiting.some((one) => same(one, by))) return;
  put(turn, { ...queue, waiting: [...queue.waiting, { leg: by.leg, run: by.run }] });
}

/**
 * A Dial has nothing to do with queues any more, for a reason in words: it waits for nobody, and lets go of the call
 * that it took.
 */
export function letGoOfQueue(turn: Turn, by: Run, reason: string): void {
  for (const queue of queuesOf(turn)) {
    const entry = queue.entries.find(({ takenBy }) => takenBy !== null && same(takenBy, by));
    if (!entry && !queue.waiting.some((one) => same(one, by))) continue;
    put(turn, {
      ...queue,
      entries: queue.entries.filter((one) => one !== entry),
      waiting: queue.waiting.filter((one) => !same(one, by)),
    });
    if (!entry) continue;
    part(turn, entry, by, reason);
    turn.post(entry, { type: 'told', what: TOLD.released, data: null });
  }
}

/** What every request made inside a wait document carries (Twilio docs: Enqueue, "waitUrl"). */
export function queueParameters(turn: Turn, _sid: Sid, role: FrameRole): Params {
  if (role.kind !== 'wait') return [];
  for (const queue of queuesOf(turn)) {
    const line = lineOf(queue);
    const at = line.findIndex((one) => same(one, role.owner));
    const entry = line[at];
    if (!entry) continue;
    const waits = line.reduce((sum, { since }) => sum + turn.now - since, 0);
    return [
      ['QueuePosition', String(at + 1)],
      ['QueueSid', queue.sid],
      ['QueueTime', String(seconds(turn.now - entry.since))],
      ['AvgQueueTime', String(seconds(waits / line.length))],
      ['CurrentQueueSize', String(line.length)],
      ['MaxQueueSize', String(queue.max)],
    ];
  }
  return [];
}

/** Milliseconds as whole seconds. */
export function seconds(ms: number): number {
  return Math.round(ms / 1000);
}

function put(turn: Turn, queue: Queue): void {
  const queues = queuesOf(turn);
  const known = queues.some(({ sid }) => sid === queue.sid);
  turn.share(QUEUES, known ? queues.map((one) => (one.sid === queue.sid ? queue : one)) : [...queues, queue]);
}

/** Two legs that talked do not any more. */
function part(turn: Turn, a: Run, b: Run, reason: string): void {
  if (turn.leg(a.leg).bridgedTo === b.leg) disconnect(turn, a.leg, reason);
}

function same(a: Run, b: Run): boolean {
  return a.leg === b.leg && a.run === b.run;
}
