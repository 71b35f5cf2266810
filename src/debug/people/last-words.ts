import type { Sid } from '../../engine/identifiers.ts';
import { allLegs, firstLeg, legAt } from '../../engine/legs.ts';
import { callOf, type Switchboard } from '../../engine/switchboard.ts';
import { LegNames } from '../leg-names.ts';
import type { OwnFinding } from '../own-finding.ts';
import type { Cast, LeftUndone } from './cast.ts';

/**
 * What nobody got to any more when the session ended; `null` when that is nothing. Where there are several legs, each is
 * named, with its number. `dismissed` are those who would still have come.
 */
export function scriptLeft(
  legs: Switchboard['legs'],
  left: readonly LeftUndone[],
  dismissed: readonly string[],
): OwnFinding | null {
  const all = [...byLeg(legs, left), ...dismissed];
  if (all.length === 0) return null;
  const message = `never delivered, since the call had ended: ${all.join('; ')}`;
  return { rule: 'script-left', level: 'warning', message, help: null };
}

/**
 * What the debugger still has to say when a session ends, and of which call: what somebody had to give up, then what
 * nobody got to (`dismissed` are those who would still have come), then `more`.
 */
export function lastWords(
  legs: Switchboard['legs'],
  cast: Pick<Cast, 'left' | 'dropped'>,
  dismissed: readonly string[],
  more: readonly OwnFinding[],
): readonly { readonly call: string | null; readonly finding: OwnFinding }[] {
  // Asking what is left settles what the end itself has done, and drops.
  const left = scriptLeft(legs, cast.left(legs), dismissed);
  const first = firstLeg(legs);
  const call = first ? callOf(first) : null;
  const dropped = cast.dropped().map(({ leg: sid, what }) => {
    const leg = legAt(legs, sid);
    return { call: leg ? callOf(leg) : sid, finding: scriptDropped(what) };
  });
  return [...dropped, ...[...(left ? [left] : []), ...more].map((finding) => ({ call, finding }))];
}

/** What somebody had to give up. */
export function scriptDropped(what: string): OwnFinding {
  return { rule: 'script-dropped', level: 'warning', message: what, help: null };
}

function byLeg(legs: Switchboard['legs'], left: readonly LeftUndone[]): readonly string[] {
  if (legs.rows.size < 2) return left.map(({ what }) => what);
  const names = new LegNames();
  for (const { sid, owner } of allLegs(legs)) names.add(sid, owner?.leg ?? null);
  const whose = new Map<Sid, string[]>();
  for (const { leg, what } of left) whose.set(leg, [...(whose.get(leg) ?? []), what]);
  return [...whose].map(([sid, whats]) => {
    const setup = legAt(legs, sid)?.setup;
    const number = setup?.direction === 'inbound' ? setup.from : setup?.to;
    // Some say it themselves.
    if (number !== undefined && whats.every((what) => what.includes(number))) return whats.join('; ');
    return `${names.of(sid)}${number === undefined ? '' : ` (${number})`}: ${whats.join(', ')}`;
  });
}
