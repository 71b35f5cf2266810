import type { CalleeAct } from '../../engine/event.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';
import { parseDuration } from '../duration.ts';

/** What a dialled party does with one call. Times in milliseconds. */
export type CalleePlan =
  | { readonly kind: 'refuses'; readonly act: Extract<CalleeAct, 'busy' | 'no-answer' | 'fail'> }
  | {
      readonly kind: 'answers';
      readonly afterMs: number;
      readonly by: Extract<CalleeAct, 'answer' | 'machine' | 'fax'>;
      /** Keys for the screening document. */
      readonly press: string;
      /** How long it talks before it hangs up. */
      readonly talkMs: number;
      /** Headers of a SIP phone's answer. */
      readonly headers?: readonly (readonly [string, string])[];
      /** Whom it then refers the caller to, instead of hanging up; `null` for nobody. */
      readonly refer: string | null;
    };

type AnsweringPlan = Extract<CalleePlan, { kind: 'answers' }>;

/** The plans of all dialled parties: for each leg in turn, the last one again and again; some numbers have their own. */
export interface CalleeScript {
  readonly inTurn: readonly CalleePlan[];
  readonly byNumber: ReadonlyMap<string, CalleePlan>;
}

/** A phone rings this long before somebody takes it, and a line this long before it is heard to be busy. */
const RING_MS = 2_000;
const TALK_MS = 10_000;

const FORMS =
  'busy, no-answer, failed, or [ring 5s] answer [machine|fax] [press 1] [talk 10s] [header X-Name=value] [refer sip:bob@example.com]; separated by ";", +15551230001=busy for one number';

/** It rings for two seconds, somebody answers and talks for ten. */
export const ANSWERS: AnsweringPlan = {
  kind: 'answers',
  afterMs: RING_MS,
  by: 'answer',
  press: '',
  talkMs: TALK_MS,
  refer: null,
};

/** Everybody answers and talks for ten seconds. */
export const EVERYBODY_ANSWERS: CalleeScript = { inTurn: [ANSWERS], byNumber: new Map() };

/** Reads a callee script: outcomes separated by semicolons or newlines. */
export function parseCalleeScript(text: string): Result<CalleeScript> {
  const inTurn: CalleePlan[] = [];
  const byNumber = new Map<string, CalleePlan>();
  for (const piece of text.split(/[;\n]/).map((one) => one.trim())) {
    if (piece === '' || piece.startsWith('#')) continue;
    const [, number, written = piece] = /^([+\w.:@-]+)\s*=\s*(?!\s)(.*)$/s.exec(piece) ?? [];
    const plan = parsePlan(written.trim());
    if (!plan.ok) return refused(`"${piece}": ${plan.refusal}; write ${FORMS}`);
    if (number === undefined) inTurn.push(plan.value);
    else byNumber.set(number, plan.value);
  }
  return accepted({ inTurn: inTurn.length > 0 ? inTurn : [ANSWERS], byNumber });
}

/**
 * The plan of one number, by what it is called or without `client:`, `sip:` and the like; `null` where it has none
 * of its own.
 */
export function planFor({ byNumber }: CalleeScript, to: string): CalleePlan | null {
  const [address = ''] = to.split(/[;?]/, 1);
  const bare = address.replace(/^(client|sips?|whatsapp|sim):/i, '');
  return byNumber.get(address) ?? byNumber.get(bare) ?? byNumber.get(bare.replace(/^\+/, '')) ?? null;
}

function parsePlan(written: string): Result<CalleePlan> {
  if (written === 'busy' || written === 'no-answer') return accepted({ kind: 'refuses', act: written });
  if (written === 'failed') return accepted({ kind: 'refuses', act: 'fail' });
  const words = written.split(/\s+/);
  return words.includes('answer') ? parseAnswer(words) : refused('a callee cannot do that');
}

function parseAnswer(words: readonly string[]): Result<AnsweringPlan> {
  let plan = ANSWERS;
  let rings = true;
  const rest = words.values();
  for (const word of rest) {
    if (word === 'answer') rings = false;
    else if (word === 'machine' || word === 'fax') plan = { ...plan, by: word };
    else {
      const belongsHere = (word === 'ring') === rings;
      const changed = belongsHere
        ? withWord(plan, word, rest.next().value)
        : refused(`"${word}" cannot be used here`);
      if (!changed.ok) return changed;
      plan = changed.value;
    }
  }
  return accepted(plan);
}

function withWord(plan: AnsweringPlan, word: string, value: string | undefined): Result<AnsweringPlan> {
  if (value === undefined) return refused(`"${word}" needs something behind it`);
  const ms = parseDuration(value);
  switch (word) {
    case 'ring':
      return ms === null
        ? refused(`"${value}" is no duration, such as 5s`)
        : accepted({ ...plan, afterMs: ms });
    case 'talk':
      return ms === null
        ? refused(`"${value}" is no duration, such as 10s`)
        : accepted({ ...plan, talkMs: ms });
    case 'press':
      if (!/^[\d*#A-D]+$/.test(value)) return refused(`"${value}" are no keys`);
      return accepted({ ...plan, press: value });
    case 'header': {
      const [, name = '', text = ''] = /^([\w-]+)=(.*)$/s.exec(value) ?? [];
      if (name === '') return refused(`"${value}" is no header, such as X-Name=value`);
      return accepted({ ...plan, headers: [...(plan.headers ?? []), [name, text] as const] });
    }
    case 'refer':
      if (!/^sips?:\S+$/i.test(value)) return refused(`"${value}" is no SIP address`);
      return accepted({ ...plan, refer: value });
    default:
      return refused(`"${word}" is not known`);
  }
}

/** `5s`, `1500ms`, `2m`, `1h` in milliseconds; `null` for anything else. */
export function milliseconds(text: string): number | null {
  return parseDuration(text);
}
