import type { CalleeAct } from '../engine/event.ts';

/** What a dialled party does with one call. Times in milliseconds. */
export type CalleePlan =
  | { readonly kind: 'refuses'; readonly act: Extract<CalleeAct, 'busy' | 'no-answer' | 'fail'> }
  | {
      readonly kind: 'answers';
      readonly afterMs: number;
      readonly by: Extract<CalleeAct, 'answer' | 'machine'>;
      /** Keys for the screening document. */
      readonly press: string;
      /** How long it talks before it hangs up. */
      readonly talkMs: number;
    };

/** The plans of all dialled parties: for each leg in turn, the last one again and again; some numbers have their own. */
export interface CalleeScript {
  readonly inTurn: readonly CalleePlan[];
  readonly byNumber: ReadonlyMap<string, CalleePlan>;
}

/** A script, or what is wrong with it. */
export type ParsedCallees =
  | { readonly ok: true; readonly script: CalleeScript }
  | { readonly ok: false; readonly message: string };

/** A phone rings this long before somebody takes it, and a line this long before it is heard to be busy. */
const RING_MS = 2_000;
const TALK_MS = 10_000;

const FORMS =
  'busy, no-answer, failed, or [ring 5s] answer [machine] [press 1] [talk 10s]; separated by ";", +15551230001=busy for one number';

const ANSWERS: CalleePlan = { kind: 'answers', afterMs: RING_MS, by: 'answer', press: '', talkMs: TALK_MS };

/** Everybody answers and talks for ten seconds. */
export const EVERYBODY_ANSWERS: CalleeScript = { inTurn: [ANSWERS], byNumber: new Map() };

/** Reads outcomes separated by semicolons or newlines (`interface.md`, "Callee script"). */
export function parseCalleeScript(text: string): ParsedCallees {
  const inTurn: CalleePlan[] = [];
  const byNumber = new Map<string, CalleePlan>();
  for (const piece of text.split(/[;\n]/).map((one) => one.trim())) {
    if (piece === '' || piece.startsWith('#')) continue;
    const [, number, written = piece] = /^([+\w.:@-]+)\s*=\s*(.*)$/s.exec(piece) ?? [];
    const plan = parsePlan(written);
    if (!plan) return { ok: false, message: `"${piece}" is not what a callee can do; write ${FORMS}` };
    if (number === undefined) inTurn.push(plan);
    else byNumber.set(number, plan);
  }
  return { ok: true, script: { inTurn: inTurn.length > 0 ? inTurn : [ANSWERS], byNumber } };
}

function parsePlan(written: string): CalleePlan | null {
  if (written === 'busy' || written === 'no-answer') return { kind: 'refuses', act: written };
  if (written === 'failed') return { kind: 'refuses', act: 'fail' };
  const form =
    /^(?:ring\s+(\S+)\s+)?answer(?:\s+(machine))?(?:\s+press\s+([\d*#A-D]+))?(?:\s+talk\s+(\S+))?$/;
  const read = form.exec(written);
  if (!read) return null;
  const [, ring, machine, press = '', talk] = read;
  const afterMs = ring === undefined ? RING_MS : milliseconds(ring);
  const talkMs = talk === undefined ? TALK_MS : milliseconds(talk);
  if (afterMs === null || talkMs === null) return null;
  return { kind: 'answers', afterMs, by: machine === undefined ? 'answer' : 'machine', press, talkMs };
}

/** `5s`, `1500ms`, `2m`, `1h` in milliseconds; `null` for anything else. */
export function milliseconds(text: string): number | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (count === undefined) return null;
  return Number(count) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 'ms' | 's' | 'm' | 'h'];
}
