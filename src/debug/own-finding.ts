import type { News } from '../engine/happened.ts';
import type { Level } from '../errors/diagnostic.ts';

/** Something that the debugger itself has to say; it is no error of Twilio's. */
export interface OwnFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly help: string | null;
  /** Of the document that it is about. */
  readonly url?: string | null;
}

/** As it is told. */
export function ownFinding({ url = null, ...finding }: OwnFinding): Extract<News, { type: 'diagnostic' }> {
  const nowhere = {
    line: null,
    column: null,
    document: null,
    about: null,
    excerpt: null,
    parserMessage: null,
  };
  return { type: 'diagnostic', code: null, ...finding, url, ...nowhere };
}
