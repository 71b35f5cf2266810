import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { EXIT } from '../process/exit-code.ts';

/** Our own findings that fail a run. */
const FAILING_RULES = new Set(['max-steps', 'timeout']);

/** Keeps account of the events that decide the exit code of a session. */
export class Tally {
  #warnings = 0;
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

  count(event: PublicEvent): void {
    const fate = this.#fate;
    this.#fate = event.type === 'message' ? event.error : null;
    if (event.type === 'message') this.#conversation ||= event.direction === 'inbound';
    if (event.type === 'exchange') this.#exchange(event);
    if (event.type === 'end') this.#failed ||= event.error !== null;
    if (event.type === 'diagnostic') this.#diagnostic(event, fate);
  }

  /**
   * How the session ended: 3 when requests were made and none got an HTTP response (this wins), 1 when it ended with a
   * Twilio error, was cut off, lost something in a conversation, or told of more than so many warnings; 0 otherwise.
   */
  exitCode(mostWarnings = Number.POSITIVE_INFINITY): number {
    if (this.#asked && !this.#answered) return EXIT.unreachable;
    const lost = this.#conversation && this.#errors.length > 0;
    return this.#failed || lost || this.#warnings > mostWarnings ? EXIT.failed : EXIT.fine;
  }

  #exchange({ purpose, hops, params, error }: PublicEventOf<'exchange'>): void {
    if (purpose === 'fallback' && error === null)
      this.#errors = this.#errors.filter((code) => String(code) !== params['ErrorCode']);
    // A file that cannot be had is one message's trouble: nobody was asked what to do.
    if (this.#conversation && purpose === 'media') return;
    this.#asked = true;
    // One that broke off after its header is a response as well.
    this.#answered ||= hops.some(({ status, headStatus }) => status !== null || headStatus !== undefined);
  }

  #diagnostic({ level, code, rule }: PublicEventOf<'diagnostic'>, fate: number | null): void {
    this.#failed ||= FAILING_RULES.has(rule ?? '');
    if (level === 'error') this.#errors = [...this.#errors, code];
    if (level === 'warning' && (code === null || code !== fate)) this.#warnings++;
  }
}

/** Says why a run or a check without an error fails. */
export function tooManyWarnings(warnings: number, most: number): string {
  return `${warnings} warning${warnings === 1 ? '' : 's'}, more than --max-warnings ${most}`;
}
