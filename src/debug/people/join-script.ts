import { accepted, type Refusal, type Result, refused } from '../../errors/result.ts';
import { parseDuration } from '../duration.ts';
import { wrongAddress } from './address.ts';
import { parseCallerScript, type ScriptAction } from './caller-script.ts';

/** Somebody else who calls into a session, and what that caller does. */
export interface Join {
  /** Milliseconds after the session's start. */
  readonly afterMs: number;
  /** A number of its own when `null`. */
  readonly from: string | null;
  /** The number that the first caller called when `null`. */
  readonly to: string | null;
  /** May be relative to the target; the target itself when `null`. */
  readonly url: string | null;
  readonly actions: readonly ScriptAction[];
}

/** Later than the first caller, so that it is clear who is first. */
const AFTER_MS = 1_000;

const SETTINGS = 'after 5s; from +15550000002; to +15559870002; url /voice';
const FORMS = `${SETTINGS}; then a caller script`;

/**
 * Reads `after 5s; from +15550000002; url URL; press 1`: first when and as whom, each at most once and in any order,
 * then a caller script.
 */
export function parseJoin(text: string): Result<Join> {
  let join: Omit<Join, 'actions'> = { afterMs: AFTER_MS, from: null, to: null, url: null };
  const given = new Set<string>();
  let rest = text.trim();
  for (;;) {
    const [piece, word, written = ''] = /^(after|from|to|url)\s+([^;\s][^;]*)?(?:;|$)/.exec(rest) ?? [];
    if (piece === undefined || word === undefined) break;
    const value = written.trimEnd();
    const setting = settingOf(word, value);
    if (!setting.ok) return refused(`"${word} ${value}": ${setting.refusal}; write ${FORMS}`);
    if (given.has(word)) return refused(`"${word}" is given twice; write ${FORMS}`);
    given.add(word);
    join = { ...join, ...setting.value };
    rest = rest.slice(piece.length).trim();
  }
  const script = parseCallerScript(rest);
  if (script.ok) return accepted({ ...join, actions: script.value });
  return refused(`${script.refusal}; before these you may write ${SETTINGS}`);
}

function settingOf(word: string, value: string): Result<Partial<Join>> {
  if (word === 'after') {
    const afterMs = parseDuration(value);
    return afterMs === null ? refused('that is not a time like 5s') : accepted({ afterMs });
  }
  const wrong = word === 'url' ? wrongUrl(value) : wrongAddress(value);
  return wrong === null ? accepted({ [word]: value }) : refused(wrong);
}

/** What it is relative to is not known yet; what is whole can be judged. */
function wrongUrl(url: string): Refusal | null {
  if (!/^\S+$/.test(url)) return 'that is not a URL';
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1];
  if (scheme === undefined) return null;
  if (!/^https?$/i.test(scheme)) return `${scheme}: is not supported; use http or https`;
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? null : 'that is not a URL';
}

/** The number of a further caller who names none: so many after the first one's, as long as that is a number. */
export function furtherNumber(first: string, after: number): string {
  const digits = /^\+(\d+)$/.exec(first)?.[1];
  if (digits === undefined) return first;
  return `+${String(BigInt(digits) + BigInt(after)).padStart(digits.length, '0')}`;
}
