import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { CONNECT_TIMEOUT_MS, TOTAL_TIMEOUT_MS } from './limits.ts';

/** What can be tried again: `ct` connecting (TCP or TLS), `rt` nothing received in time, and bad statuses. */
export type RetryCause = '4xx' | '5xx' | 'ct' | 'rt' | 'all';

/** How one URL wants to be connected to, read from its fragment. Times in milliseconds. */
export interface Overrides {
  readonly connectTimeoutMs: number;
  /** `null` where the fragment names none: the total counts. */
  readonly readTimeoutMs: number | null;
  /** `null` where the fragment names none: the session's limit counts. */
  readonly totalTimeoutMs: number | null;
  /** Attempts after the first. */
  readonly retries: number;
  readonly retryOn: readonly RetryCause[];
  readonly sni: boolean;
}

/** The overrides, and what is wrong with the fragment; an error among the diagnostics fails the request. */
export interface ReadOverrides {
  readonly overrides: Overrides;
  readonly diagnostics: readonly Diagnostic[];
}

/** Without a fragment: one retry, when the connection could not be made (Twilio docs: Connection overrides). */
export const NO_OVERRIDES: Overrides = {
  connectTimeoutMs: CONNECT_TIMEOUT_MS,
  readTimeoutMs: null,
  totalTimeoutMs: null,
  retries: 1,
  retryOn: ['ct'],
  sni: true,
};

const PLAIN: ReadOverrides = { overrides: NO_OVERRIDES, diagnostics: [] };
const RETRY_CAUSES: readonly string[] = ['4xx', '5xx', 'ct', 'rt', 'all'] satisfies RetryCause[];
const INTERCONNECT = ['ashburn-ix', 'frankfurt-ix', 'london-ix', 'san-jose-ix', 'singapore-ix'];
const EDGES = ['ashburn', 'dublin', 'frankfurt', 'sao-paulo', 'singapore', 'sydney', 'tokyo', 'umatilla'];

/**
 * Reads `#ct=1000&rc=2&rp=5xx,ct` (Twilio docs: Webhooks: Connection overrides). The fragment is never sent. A
 * fragment without `=` is none; a number out of its range counts as its default, with a warning; a bad `e` is
 * 11240 or 11242, a bad `rp` 11243 (error dictionary).
 */
export function readOverrides(url: string): ReadOverrides {
  const at = url.indexOf('#');
  const fragment = at === -1 ? '' : url.slice(at + 1);
  if (!fragment.includes('=')) return PLAIN;
  const reading = new Reading(url);
  for (const [key, value] of new URLSearchParams(fragment)) reading.take(key, value);
  return { overrides: reading.overrides, diagnostics: reading.diagnostics };
}

class Reading {
  overrides: Overrides = NO_OVERRIDES;
  readonly diagnostics: Diagnostic[] = [];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  take(key: string, value: string): void {
    switch (key) {
      case 'ct':
        return this.#set('connectTimeoutMs', this.#number(key, value, 100, 10_000));
      case 'rt':
        return this.#set('readTimeoutMs', this.#number(key, value, 100, TOTAL_TIMEOUT_MS));
      case 'tt':
        return this.#set('totalTimeoutMs', this.#number(key, value, 100, TOTAL_TIMEOUT_MS));
      case 'rc':
        return this.#set('retries', this.#number(key, value, 0, 5));
      case 'rp':
        return this.#causes(value);
      case 'sni':
        if (value === 'y' || value === 'n') return this.#set('sni', value === 'y');
        return this.#warn(`sni=${value}: write y or n; y is used`);
      case 'e':
        return this.#edges(value);
      default:
        return this.#warn(`"${key}" is no connection override; it is ignored (known: ct rt tt rc rp sni e)`);
    }
  }

  #set<K extends keyof Overrides>(name: K, value: Overrides[K] | undefined): void {
    if (value !== undefined) this.overrides = { ...this.overrides, [name]: value };
  }

  #number(key: string, value: string, least: number, most: number): number | undefined {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.#warn(`${key}=${value}: write a whole number from ${least} to ${most}; the default is used`);
    return undefined;
  }

  #causes(value: string): void {
    const causes = value.split(',').map((cause) => cause.trim());
    const unknown = causes.find((cause) => !RETRY_CAUSES.includes(cause));
    if (unknown === undefined) return this.#set('retryOn', causes as RetryCause[]);
    this.#fail(
      11243,
      `rp=${value}: "${unknown}" is no retry policy`,
      'write a list of 4xx, 5xx, ct, rt, or all',
    );
  }

  /** Where requests leave from makes no difference on one machine; only the names are checked. */
  #edges(value: string): void {
    const edges = value.split(',').map((edge) => edge.trim());
    const unknown = edges.find((edge) => !EDGES.includes(edge) && !INTERCONNECT.includes(edge));
    if (unknown !== undefined) {
      return this.#fail(
        11240,
        `e=${value}: "${unknown}" is no edge location`,
        `use one of ${EDGES.join(' ')}`,
      );
    }
    const interconnect = edges.find((edge) => INTERCONNECT.includes(edge));
    if (interconnect !== undefined) {
      this.#fail(11242, `e=${value}: ${interconnect} needs Twilio Interconnect`, 'use the edge without -ix');
    }
  }

  #fail(code: number, message: string, help: string): void {
    const said = `the connection overrides of ${this.#url}: ${message}`;
    this.diagnostics.push(diagnostic({ code, level: 'error', message: said, help, url: this.#url }));
  }

  #warn(message: string): void {
    this.diagnostics.push(
      diagnostic({
        rule: 'connection-override',
        level: 'warning',
        message: `the connection overrides of ${this.#url}: ${message}`,
        help: 'see Twilio docs: Webhooks: Connection overrides',
        url: this.#url,
      }),
    );
  }
}
