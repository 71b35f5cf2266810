import { begin, receive } from '../../src/http/exchange.ts';
import type {
  Exchange,
  ExchangeRules,
  ExchangeState,
  Finished,
  Progress,
  WebhookRequest,
} from '../../src/http/exchange-state.ts';
import { type HopFailure, type HopResponse, headerValue } from '../../src/http/hop.ts';
import { at, EMPTY, frozen, RULES, recorded, webhook } from './builders.ts';

export type Got = HopResponse | HopFailure;

/** What one exchange came to. */
export interface Followed {
  readonly done: Finished;
  readonly state: ExchangeState;
  /** The requests that went out, as method, URL and body. */
  readonly wire: readonly (readonly [string, string, string | null])[];
}

/** What an exchange starts from. */
export interface Start {
  readonly request?: Partial<WebhookRequest>;
  readonly rules?: Partial<ExchangeRules>;
  readonly state?: ExchangeState;
  readonly second?: number;
}

/** The exchange on the wire; one that is done fails the test. */
export function sending(progress: Progress): Exchange {
  if (!progress.exchange) throw new Error(`done: ${JSON.stringify(progress.done)}`);
  return progress.exchange;
}

export function stateOf({ jar, cache, logins }: Progress): ExchangeState {
  return { jar, cache, logins };
}

/** Follows an exchange through these answers to its end. Everything goes through a recording, and is frozen. */
export function follow(answers: readonly Got[], start: Start = {}): Followed {
  const { request = {}, rules = {}, state = EMPTY, second = 0 } = start;
  const wire: (readonly [string, string, string | null])[] = [];
  let progress = begin(frozen(webhook(request)), { ...RULES, ...rules }, frozen(state), at(second));
  for (const got of answers) {
    const exchange = sending(progress);
    const { method, url, body } = exchange.sending;
    wire.push([method, url, body]);
    progress = receive(
      frozen(recorded(exchange)),
      frozen(got),
      frozen(recorded(stateOf(progress))),
      at(second),
    );
  }
  if (!progress.done) throw new Error(`it wants more: ${progress.exchange.sending.url}`);
  return { done: progress.done, state: stateOf(progress), wire };
}

/** The codes, or the names of our own rules, that an exchange ended with. */
export function codes({ done }: Followed): readonly (number | string | null)[] {
  return done.diagnostics.map(({ code, rule }) => code ?? rule);
}

/** The value of one header in each request of an exchange. */
export function headerSent({ done }: Followed, name: string): readonly (string | null)[] {
  return done.hops.map(({ request }) => headerValue(request.headers, name));
}
