import type { Journal } from '../../journal.ts';
import type { PublicEventOf } from '../../public-event.ts';
import { visibleText } from '../text/visible-text.ts';
import { type ExcerptView, excerptView } from './excerpt-view.ts';

/** A problem in words, ready to be shown. */
export interface ProblemView {
  readonly level: 'error' | 'warning' | 'info';
  /** Twilio's code, or the name of a rule of our own. */
  readonly name: string;
  readonly message: string;
  /** `/ivr/menu line 8 column 5`, as far as it is known. */
  readonly where: string | null;
  readonly help: string | null;
  readonly excerpt: ExcerptView | null;
}

/** One finding as it is shown. */
export function problemView(event: PublicEventOf<'diagnostic'>): ProblemView {
  const { level, code, rule, message, url, line, column, help, excerpt } = event;
  const place = line === null ? '' : ` line ${line}${column === null ? '' : ` column ${column}`}`;
  return {
    level,
    name: String(code ?? rule ?? level),
    message: visibleText(message),
    where: url === null ? null : visibleText(url) + place,
    help: help === null ? null : visibleText(help),
    excerpt:
      excerpt === null || line === null || column === null ? null : excerptView(excerpt, { line, column }),
  };
}

/** Errors and warnings up to a position, as the events they came as. */
export function problemsOf(journal: Journal, position: number): readonly PublicEventOf<'diagnostic'>[] {
  return journal.problems(position).flatMap(({ event }) => (event.type === 'diagnostic' ? [event] : []));
}

/** True when the call failed because nothing answers at its very first URL: the server is not up yet. */
export function nothingListens(journal: Journal): PublicEventOf<'exchange'> | null {
  const first = journal.exchanges()[0]?.event;
  if (first?.type !== 'exchange' || first.error !== 11202 || first.status !== null) return null;
  return first.hops.every(({ fault }) => fault === null) ? first : null;
}
