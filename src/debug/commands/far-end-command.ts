import { canFail, farEndName, farEndVerb } from '../../call/far-end-verb.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import { milliseconds } from '../people/callee-script.ts';
import { fits } from '../people/far-end-codes.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { onLive } from './availability.ts';
import type { Suggestion } from './command.ts';

/** What a far end does: its code, or `null` for one that just closes, with words for whoever takes over. */
type Written = { readonly error: number | null; readonly words?: string };

/** The far end of a `<Connect>`, a `<Pay>` or of what `<Start>` began closes, or fails. */
export function farEnd(target: Debuggable, written = ''): string | null {
  const leg = connected(target);
  if (!leg) return whyNoFarEnd(target);
  const read = readFarEnd(written.trim());
  if (typeof read === 'string') return read;
  return (
    whyNotThis(leg, read) ?? onLive(target, (session) => session.act({ type: 'far-end', ...read }, leg.sid))
  );
}

/** Why nothing has a far end now; `null` when something has. */
export function whyNoFarEnd(target: Debuggable): string | null {
  if (connected(target)) return null;
  return target.legs.some(hasFarEnd)
    ? 'several legs have a far end: look at the one you mean'
    : 'nothing has a far end now: a <Connect>, a <Pay> or a <Start> does';
}

/** What the far ends that there are can do. */
export function farEndForms(target: Debuggable): readonly Suggestion[] {
  const leg = connected(target);
  const parts = leg ? partsOf(leg) : [];
  const forms = parts.flatMap(actsOf);
  if (parts.length < 2) return forms;
  // All that goes on beside the documents closes at once.
  const failures = forms.filter(({ text }) => text !== 'close');
  return [{ text: 'close', help: `the far ends of ${parts.join(' and ')} close` }, ...failures];
}

function readFarEnd(written: string): Written | string {
  const [, code] = /^error\s+(\d{5})$/i.exec(written) ?? [];
  if (code !== undefined) return { error: Number(code) };
  const [close, words] = /^close(?:\s+(\S.*))?$/is.exec(written) ?? [];
  if (close === undefined)
    return `"${written}": write close, or error and a Twilio code, such as error 64105`;
  if (words === undefined) return { error: null };
  return milliseconds(words) === null
    ? { error: null, words }
    : 'it closes at once: write close, with words for whoever takes over if need be';
}

/** What never closes only fails, and what goes on beside the documents does so with codes of its own. */
function whyNotThis(leg: Leg, { error }: Written): string | null {
  const verb = farEndVerb(leg);
  const { codes, onlyFails } = (verb && traitsOf(verb.name).farEnd) ?? {};
  if (verb && onlyFails !== undefined)
    return error !== null && fits(verb.name, error)
      ? null
      : `${onlyFails} fails with a code from ${codes?.[0]} on, such as ${actsOf(verb.name).at(-1)?.text}`;
  if (verb || leg.background.some(({ kind }) => canFail(kind, error))) return null;
  const failures = farEnds(leg).flatMap((kind) =>
    actsOf(kind)
      .slice(-1)
      .map(({ text }) => text),
  );
  return `nothing here can fail with ${error}; write ${failures.join(' or ')}`;
}

/** What the far end of a noun or a verb can do. */
function actsOf(name: string): readonly Suggestion[] {
  return traitsOf(name).farEnd?.acts ?? [{ text: 'close', help: 'it hangs up' }];
}

/** The leg that is looked at, or the only one. */
function connected({ leg, legs }: Debuggable): Leg | null {
  if (leg && hasFarEnd(leg)) return leg;
  const [only, another] = legs.filter(hasFarEnd);
  return another ? null : (only ?? null);
}

function hasFarEnd(leg: Leg): boolean {
  return leg.endedAt === null && (farEndVerb(leg) !== null || farEnds(leg).length > 0);
}

/** What acts when the far end does: the noun of the verb that has one, else what goes on beside the documents. */
function partsOf(leg: Leg): readonly string[] {
  const verb = farEndVerb(leg);
  if (!verb) return farEnds(leg);
  const name = farEndName(leg, verb);
  return name === null ? [] : [name];
}

/** Kinds of what goes on beside the documents and has a far end, each once. */
function farEnds({ background }: Leg): readonly string[] {
  return [...new Set(background.map(({ kind }) => kind))].filter((kind) => canFail(kind, null));
}
