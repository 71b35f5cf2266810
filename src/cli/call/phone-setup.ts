import type { CallSetup } from '../../engine/placed/leg-setup.ts';
import { type PublicUrl, toPublic } from '../../http/url/public-url.ts';
import type { CallOptions } from '../options/session-options.ts';

/** The options about the phones around a call: who takes an outbound one, what carriers say, what can be dialled. */
export type PhoneOptions = Pick<
  CallOptions,
  'outcome' | 'machineDetection' | 'stir' | 'forwardedFrom' | 'application'
>;

/** Turns these options into the setup of a call. */
export function phoneSetup(
  { outcome, machineDetection, stir, forwardedFrom, application }: PhoneOptions,
  routes: readonly PublicUrl[],
): Pick<CallSetup, 'outcome' | 'machineDetection' | 'stir' | 'forwardedFrom' | 'applications'> {
  const urls = Object.entries(application).map(([sid, url]) => [sid, toPublic(url, routes)] as const);
  return {
    outcome: outcome === 'answer' ? null : outcome,
    ...(machineDetection ? { machineDetection } : {}),
    ...(stir === undefined ? {} : { stir }),
    ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
    ...(urls.length > 0 ? { applications: Object.fromEntries(urls) } : {}),
  };
}
