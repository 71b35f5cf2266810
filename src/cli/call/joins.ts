import { writtenUrl } from '../../debug/commands/written-url.ts';
import type { ScriptAction } from '../../debug/people/caller-script.ts';
import { furtherNumber, type Join } from '../../debug/people/join-script.ts';
import type { CallSetup } from '../../engine/placed/leg-setup.ts';
import type { PublicUrl } from '../../http/url/public-url.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** A further call, when it comes in, and what its caller does. */
export interface JoiningCall {
  readonly afterMs: number;
  readonly leg: CallSetup;
  readonly actions: readonly ScriptAction[];
}

/** The further calls of a session, the earliest first: like the first one but for what they say themselves. */
export function joinsOf(
  joins: readonly Join[],
  first: CallSetup,
  routes: readonly PublicUrl[],
): readonly JoiningCall[] {
  const inbound = first.direction === 'inbound';
  const calls = joins.map(({ afterMs, from, to, url, actions }, index): JoiningCall => {
    const leg: CallSetup = {
      ...first,
      direction: 'inbound',
      outcome: null,
      from: from ?? furtherNumber(inbound ? first.from : first.to, index + 1),
      to: to ?? (inbound ? first.to : first.from),
      target: url === null ? first.target : { kind: 'url', url: whole(url, first, routes), method: 'POST' },
    };
    return { afterMs, leg, actions };
  });
  return calls.toSorted((a, b) => a.afterMs - b.afterMs);
}

function whole(url: string, { target }: CallSetup, routes: readonly PublicUrl[]): string {
  const read = target ? writtenUrl(url, target, routes) : null;
  if (read?.ok) return read.url;
  throw new UsageError(`--join: ${read?.message ?? 'there is nothing to join'}`);
}
