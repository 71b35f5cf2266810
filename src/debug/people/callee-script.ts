import type { CalleeAct } from '../../engine/event.ts';
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

/** A script, or what is wrong with it. */
export type ParsedCallees =
  | { readonly ok: true; readonly script: CalleeScript }
  | { readonly ok: false; readonly message: string };

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
export function parseCalleeScript(text: string): ParsedCallees {
  const inTurn: CalleePlan[] = [];
  const byNumber = new Map<string, CalleePlan>();
  for (const piece of text.split(/[;\n]/).map((one) => one.trim())) {
    if (piece === '' || piece.startsWith('#')) continue;
    const [, number, written = piece] = /^([+\w.:@-]+)\s*=\s*(?!\s)(.*)$/s.exec(piece) ?? [];
    const plan = parsePlan(written.trim());
    if (typeof plan === 'string') return { ok: false, message: `"${piece}": ${plan}; write ${FORMS}` };
    if (number === undefined) inTurn.push(plan);
    else byNumber.set(number, plan);
  }
  return { ok: true, script: { inTurn: inTurn.length > 0 ? inTurn : [ANSWERS], byNumber } };
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

/** A plan, or what is wrong with it in words. */
function parsePlan(written: string): CalleePlan | string {
  if (written === 'busy' || written === 'no-answer') return { kind: 'refuses', act: written };
  if (written === 'failed') return { kind: 'refuses', act: 'fail' };
  const words = written.split(/\s+/);
  return words.includes('answer') ? parseAnswer(words) : 'a callee cannot do that';
}

function parseAnswer(words: readonly string[]): AnsweringPlan | string {
  let plan = ANSWERS;
  let rings = true;
  const rest = words.values();
  for (const word of rest) {
    if (word === 'answer') rings = false;
    else if (word === 'machine' || word === 'fax') plan = { ...plan, by: word };
    else {
      const belongsHere = (word === 'ring') === rings;
      const changed = belongsHere ? withWord(plan, word, rest.next().value) : `"${word}" cannot be used here`;
      if (typeof changed === 'string') return changed;
      plan = changed;
    }
  }
  return plan;
}

function withWord(plan: AnsweringPlan, word: string, value: string | undefined) {
  if (value === undefined) return `"${word}" needs something behind it`;
  const ms = parseDuration(value);
  switch (word) {
    case 'ring':
      return ms === null ? `"${value}" is no duration, such as 5s` : { ...plan, afterMs: ms };
    case 'talk':
      return ms === null ? `"${value}" is no duration, such as 10s` : { ...plan, talkMs: ms };
    case 'press':
      return /^[\d*#A-D]+$/.test(value) ? { ...plan, press: value } : `"${value}" are no keys`;
    case 'header': {
      const [, name = '', text = ''] = /^([\w-]+)=(.*)$/s.exec(value) ?? [];
      return name === '' ? `"${value}" is no header, such as X-Name=value` : withHeader(plan, name, text);
    }
    case 'refer':
      return /^sips?:\S+$/i.test(value) ? { ...plan, refer: value } : `"${value}" is no SIP address`;
    default:
      return `"${word}" is not known`;
  }
}

function withHeader(plan: AnsweringPlan, name: string, value: string) {
  return { ...plan, headers: [...(plan.headers ?? []), [name, value] as const] };
}

/** `5s`, `1500ms`, `2m`, `1h` in milliseconds; `null` for anything else. */
export function milliseconds(text: string): number | null {
  return parseDuration(text);
}
