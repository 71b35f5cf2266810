import type { Sid } from '../../engine/identifiers.ts';
import type { Callback } from '../../engine/placed/leg-setup.ts';

import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import { type CallbackNews, callBack } from '../callbacks/later-callback.ts';

/** A callback as a state keeps it. */
export type KeptCallback = { readonly url: string; readonly method: 'GET' | 'POST' } | null;

/** Tells a callback something; without one nobody is told. */
export function tellCallback(
  turn: Turn,
  leg: Sid,
  { callback, ...news }: Omit<CallbackNews, 'callback'> & { readonly callback: Callback | null },
): void {
  if (callback) callBack(turn, leg, { ...news, callback });
}

/** A callback whose URL has to be absolute; validation says so of one that is not, and it is not asked. */
export function absoluteCallback(noun: ElementReader, url: string, method: string): KeptCallback {
  return /^\s*[a-z][a-z\d+.-]*:/i.test(noun.attribute(url) ?? '') ? noun.callback(url, method) : null;
}

/** What a Twilio code means, in the words of its dictionary. */
export function titleOf(turn: Turn, code: number): string {
  return turn.product.language.catalogue.get(code)?.title ?? `error ${code}`;
}

/** Reports what a simulated far end failed with. */
export function reportFailure(turn: Turn, leg: Sid, what: string, code: number): void {
  const message = `${what} fails, as the simulated far end was told to: ${titleOf(turn, code)}`;
  const level = turn.product.language.catalogue.get(code)?.level ?? 'error';
  turn.report(leg, diagnostic({ code, level, message }));
}
