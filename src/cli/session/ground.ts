import { randomBytes } from 'node:crypto';
import { type Clock, realClock, virtualClock } from '../../clock.ts';
import { parseWhere, type Where } from '../../debug/breakpoints/breakpoints.ts';
import type { SessionPorts, SessionSetup } from '../../debug/session/session-setup.ts';
import { signingSender } from '../../debug/wire/sender.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import { stepper } from '../../engine/step.ts';
import type { Product } from '../../engine/turn/product.ts';
import type { PublicUrl } from '../../http/url/public-url.ts';
import type { Transport } from '../../http/wire/transport.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { UsageError } from '../arguments/usage-error.ts';
import type { CallOptions, SessionOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { soundOf } from '../sound/sound-of.ts';
import { identityOf } from './identity.ts';
import { loginsOf, publicCallback, publicTarget, publicUrls } from './public-urls.ts';
import { recorderFor } from './recorder.ts';

/** What every session is made with, besides its options. */
export interface Making {
  readonly around: Surroundings;
  readonly transport: Transport;
}

/** How the ground differs: by product, and by whether somebody watches. */
export interface GroundMaking extends Making {
  readonly product: Product;
  /** Somebody watches: the session stops, and waiting takes time. */
  readonly holds: boolean;
}

/** The parts that sessions of all products share. */
export interface Ground {
  readonly routes: readonly PublicUrl[];
  readonly leg: Pick<LegSetup, 'accountSid' | 'target' | 'fallback' | 'statusCallback' | 'params'>;
  readonly setup: Pick<
    SessionSetup,
    'rules' | 'breakpoints' | 'faults' | 'signature' | 'notices' | 'remarks' | 'holds' | 'maxSteps'
  >;
  readonly ports: Omit<SessionPorts, 'casting'>;
}

/** The options that all products have, and those of the status callback, which a fax does not have. */
export type GroundOptions = SessionOptions<'call' | 'message' | 'fax'> &
  Partial<
    Pick<
      CallOptions,
      'statusCallback' | 'statusCallbackMethod' | 'audio' | 'audioQuality' | 'volume' | 'durations'
    >
  >;

/** Makes the parts that sessions of all products share. */
export function groundOf(options: GroundOptions, parsed: ParsedTarget, making: GroundMaking): Ground {
  const { around, transport, product, holds } = making;
  refuseForeignBreaks(options.break, product.name);
  const { accountSid, key, notices, remarks } = identityOf(options, around.env);
  const sound = soundOf(options, around.output.say);
  const clock = clockOf(options.clock ?? sound.clock ?? (holds ? 'real' : 'virtual'), options.speed);
  const routes = publicUrls(options.publicUrl, parsed.target);
  const target = publicTarget(parsed.target, routes);
  const { fallbackUrl, fallbackUrlMethod, statusCallback, statusCallbackMethod = 'POST' } = options;
  const logins = loginsOf([parsed.login, fallbackUrl, statusCallback], routes);
  return {
    routes,
    leg: {
      accountSid,
      target,
      fallback: publicCallback(fallbackUrl, fallbackUrlMethod, routes),
      statusCallback: publicCallback(statusCallback, statusCallbackMethod, routes),
      params: options.param,
    },
    setup: {
      rules: {
        timeoutMs: Number.isFinite(options.webhookTimeout) ? options.webhookTimeout : null,
        drop307: options.redirect307 === 'drop',
        publicUrls: routes,
      },
      breakpoints: holds ? [...options.break, ON_ERROR] : options.break,
      faults: options.fault,
      signature: options.signature,
      notices: [...notices, ...noticesOf(options, parsed)],
      remarks,
      holds,
      maxSteps: options.maxSteps,
    },
    ports: {
      step: stepper(product),
      sender: signingSender(transport, {
        key,
        publicUrls: routes,
        logins,
        ...(sound.keep && { keep: sound.keep }),
      }),
      speaker: sound.speaker,
      clock: () => sound.withSound(clock()),
      seed: seedsFrom(options.seed),
      date: () => Date.now(),
      recorder: recorderFor(options.record, target.kind === 'url' ? target.url : parsed.title, around),
    },
  };
}

/** Whoever watches is to see an error where it happens: `break clear error` takes it away. */
const ON_ERROR: Where = { type: 'event', kind: 'error', limit: 0 };

/** A breakpoint at a verb of another product would never be reached. */
function refuseForeignBreaks(breaks: readonly Where[], product: ProductName): void {
  for (const where of breaks) {
    if (where.type !== 'verb') continue;
    const read = parseWhere(where.name, product);
    if (!read.ok) throw new UsageError(`--break: ${read.refusal}`);
  }
}

function clockOf(kind: 'real' | 'virtual', speed: number): () => Clock {
  return () => (kind === 'real' ? realClock(undefined, speed) : virtualClock());
}

/** A given seed belongs to the first run; a restart draws its own. */
function seedsFrom(given: string | undefined): () => string {
  let next = given;
  return () => {
    const seed = next ?? randomBytes(8).toString('hex');
    next = undefined;
    return seed;
  };
}

/** The notices that stay on the screen. */
function noticesOf(
  { webhookTimeout, insecure }: Pick<GroundOptions, 'webhookTimeout' | 'insecure'>,
  { notices }: ParsedTarget,
): readonly string[] {
  return [
    ...(Number.isFinite(webhookTimeout) ? [] : ['the webhook timeout is off (Twilio gives up after 15 s)']),
    ...(insecure ? ['TLS certificates are not checked (--insecure)'] : []),
    ...notices,
  ];
}
