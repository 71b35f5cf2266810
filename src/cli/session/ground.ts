import { silentSpeaker } from '../../audio/silent-speaker.ts';
import { parseWhere, type Where } from '../../debug/breakpoints/breakpoints.ts';
import type { SessionPorts, SessionSetup } from '../../debug/session/session-setup.ts';
import { signingSender } from '../../debug/wire/sender.ts';
import type { LegSetup } from '../../engine/event.ts';
import type { Product } from '../../engine/product.ts';
import { stepper } from '../../engine/step.ts';
import type { PublicUrl } from '../../http/url/public-url.ts';
import type { Transport } from '../../http/wire/transport.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CallOptions, publicUrls } from '../call/options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { identityOf } from './identity.ts';
import { callback, clocks, loginsOf, notices, publicTarget, recorderFor, rulesOf, seeds } from './parts.ts';

/** What a session is made with, besides what its options say. */
export interface Making {
  readonly around: Surroundings;
  readonly transport: Transport;
}

/** What sessions of all products have alike. */
export interface Ground {
  readonly routes: readonly PublicUrl[];
  readonly leg: Pick<LegSetup, 'accountSid' | 'target' | 'fallback' | 'statusCallback' | 'params'>;
  readonly setup: Pick<
    SessionSetup,
    'rules' | 'breakpoints' | 'faults' | 'signature' | 'notices' | 'remarks' | 'holds' | 'maxSteps'
  >;
  readonly ports: Omit<SessionPorts, 'casting'>;
}

/** The options that sessions of all products have. */
export type GroundOptions = Pick<
  CallOptions,
  | 'accountSid'
  | 'authToken'
  | 'publicUrl'
  | 'fallbackUrl'
  | 'fallbackUrlMethod'
  | 'statusCallback'
  | 'statusCallbackMethod'
  | 'param'
  | 'break'
  | 'fault'
  | 'signature'
  | 'maxSteps'
  | 'clock'
  | 'speed'
  | 'seed'
  | 'record'
  | 'webhookTimeout'
  | 'redirect307'
  | 'insecure'
>;

/** Lays what sessions of all products stand on. Who `holds` sits in front of it: it stops, and waiting takes time. */
export function groundOf(
  options: GroundOptions,
  parsed: ParsedTarget,
  { around, transport }: Making,
  product: Product,
  holds: boolean,
): Ground {
  refuseForeignBreaks(options.break, product.name);
  const { accountSid, key, notice } = identityOf(options, around.env);
  const routes = publicUrls(options.publicUrl, parsed.target.kind === 'url' ? parsed.target.url : null);
  const target = publicTarget(parsed.target, routes);
  const logins = loginsOf([parsed.login, options.fallbackUrl, options.statusCallback], routes);
  return {
    routes,
    leg: {
      accountSid,
      target,
      fallback: callback(options.fallbackUrl, options.fallbackUrlMethod, routes),
      statusCallback: callback(options.statusCallback, options.statusCallbackMethod, routes),
      params: options.param,
    },
    setup: {
      rules: rulesOf(options, routes),
      breakpoints: options.break,
      faults: options.fault,
      signature: options.signature,
      notices: notices(options, parsed),
      remarks: notice === null ? [] : [notice],
      holds,
      maxSteps: options.maxSteps,
    },
    ports: {
      step: stepper(product),
      sender: signingSender(transport, { key, publicUrls: routes, logins }),
      speaker: silentSpeaker(),
      clock: clocks(options, holds),
      seed: seeds(options.seed),
      date: () => Date.now(),
      recorder: recorderFor(options, target.kind === 'url' ? target.url : parsed.title, around),
    },
  };
}

/** A word of another product would never be reached. */
function refuseForeignBreaks(breaks: readonly Where[], product: ProductName): void {
  for (const where of breaks) {
    const wrong = where.type === 'verb' ? parseWhere(where.name, product) : null;
    if (typeof wrong === 'string') throw new UsageError(`--break: ${wrong}`);
  }
}
