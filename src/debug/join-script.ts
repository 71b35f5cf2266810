import { parseCallerScript, type ScriptAction } from './caller-script.ts';
import { parseDuration } from './duration.ts';

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

/** A further caller, or what is wrong with it. */
export type ParsedJoin =
  | { readonly ok: true; readonly join: Join }
  | { readonly ok: false; readonly message: string };

/** Later than the first caller, so that it is clear who is first. */
const AFTER_MS = 1_000;

const FORMS = 'after 5s; from +15550000002; to +15559870002; url /voice; then a caller script';

/**
 * Reads `after 5s; from +15550000002; url URL; press 1`: first when and as whom, each at most once and in any order,
 * then a caller script.
 */
export function parseJoin(text: string): ParsedJoin {
  let join: Omit<Join, 'actions'> = { afterMs: AFTER_MS, from: null, to: null, url: null };
  const given = new Set<string>();
  let rest = text.trim();
  for (;;) {
    const [piece, word, value] = /^(after|from|to|url)\s+([^;]*?)\s*(?:;|$)/.exec(rest) ?? [];
    if (piece === undefined || word === undefined || value === undefined) break;
    const setting = settingOf(word, value);
    if (!setting) return { ok: false, message: `"${word} ${value}" says nothing; write ${FORMS}` };
    if (given.has(word)) return { ok: false, message: `"${word}" is there twice; write ${FORMS}` };
    given.add(word);
    join = { ...join, ...setting };
    rest = rest.slice(piece.length).trim();
  }
  const script = parseCallerScript(rest);
  return script.ok ? { ok: true, join: { ...join, actions: script.actions } } : script;
}

function settingOf(word: string, value: string): Partial<Join> | null {
  if (word === 'after') {
    const afterMs = parseDuration(value);
    return afterMs === null ? null : { afterMs };
  }
  return /^\S+$/.test(value) ? { [word]: value } : null;
}
