import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { EXIT } from '../process/exit-code.ts';

/** Our own findings that fail a run. */
const FAILING_RULES = new Set(['max-steps', 'timeout']);

/** Keeps account of the events that decide the exit code of a session. */
export class Tally {
  #warnings = 0;
  /** Errors that were told, mended or not. */
  #told = 0;
  #conversation = false;
  #asked = false;
  #answered = false;
  #failed = false;
  /** Codes of the errors of a conversation that no fallback URL has mended. */
  #errors: readonly (number | null)[] = [];
  /** The code with which the event before says that a message failed: the same code right after it is not news. */
  #fate: number | null = null;

  /** Warnings so far, Twilio's and ours. A message that fails as --delivery wanted is not a warning. */
  get warnings(): number {
    return this.#warnings;
  }

  /** Warnings and errors so far: what --max-warnings counts. */
  get findings(): number {
    return this.#warnings + this.#told;
  }

  count(event: PublicEvent): void {
    const fate = this.#fate;
    this.#fate = event.type === 'message' ? event.error : null;
    if (event.type === 'message') this.#conversation ||= event.direction === 'inbound';
    if (event.type === 'exchange') this.#exchange(event);
    // A document that is there has been had, from wherever.
    if (event.type === 'document') this.#answered = true;
    if (event.type === 'end') this.#failed ||= event.error !== null;
    if (event.type === 'diagnostic') this.#diagnostic(event, fate);
  }

  /**
   * How the session ended: 3 when the first document could not be had because nothing gave an HTTP response (this
   * wins), 1 when a Twilio error ended it, it was cut off, lost something in a conversation, or told of more than so
   * many warnings and errors; 0 otherwise.
   */
  exitCode(mostFindings = Number.POSITIVE_INFINITY): number {
    if (this.#asked && !this.#answered) return EXIT.unreachable;
    const lost = this.#conversation && this.#errors.length > 0;
    return this.#failed || lost || this.findings > mostFindings ? EXIT.failed : EXIT.fine;
  }

  #exchange({ purpose, hops, params, error }: PublicEventOf<'exchange'>): void {
    if (purpose === 'fallback' && error === null)
      this.#errors = this.#errors.filter((code) => String(code) !== params['ErrorCode']);
    if (purpose !== 'document' && purpose !== 'fallback') return;
    this.#asked = true;
    // One that broke off after its header is a response as well.
    this.#answered ||= hops.some(({ status, headStatus }) => status !== null || headStatus !== undefined);
  }

  #diagnostic({ level, code, rule }: PublicEventOf<'diagnostic'>, fate: number | null): void {
    this.#failed ||= FAILING_RULES.has(rule ?? '');
    if (level === 'error' && (code === null || code !== fate)) this.#told++;
    if (level === 'error') this.#errors = [...this.#errors, code];
    if (level === 'warning' && (code === null || code !== fate)) this.#warnings++;
  }
}

/** Says why a run or a check fails that nothing else makes fail. */
export function tooManyWarnings(findings: number, most: number): string {
  const counted = findings === 1 ? '1 warning or error' : `${findings} warnings and errors`;
  return `${counted}, more than --max-warnings ${most}`;
}
