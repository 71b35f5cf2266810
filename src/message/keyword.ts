/** What a keyword asks for. */
export type Keyword = 'STOP' | 'START' | 'HELP';

/** Sources: Twilio help centre, Support for opt-out keywords; REVOKE and OPTOUT since 2025. */
const KEYWORDS: Readonly<Record<string, Keyword>> = {
  STOP: 'STOP',
  STOPALL: 'STOP',
  UNSUBSCRIBE: 'STOP',
  CANCEL: 'STOP',
  END: 'STOP',
  QUIT: 'STOP',
  REVOKE: 'STOP',
  OPTOUT: 'STOP',
  START: 'START',
  YES: 'START',
  UNSTOP: 'START',
  HELP: 'HELP',
  INFO: 'HELP',
};

/** The keyword that a whole text is, in any case; "STOP PLEASE" is not a keyword. */
export function keywordOf(text: string): Keyword | null {
  const word = text.trim().toUpperCase();
  return Object.hasOwn(KEYWORDS, word) ? (KEYWORDS[word] ?? null) : null;
}
