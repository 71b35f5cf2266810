import { accepted, type Result, refused } from '../../errors/result.ts';
import { parseDuration } from '../duration.ts';
import { readUpdate } from './update-to.ts';

/** One action of a caller script. */
export type ScriptAction =
  | { readonly kind: 'press'; readonly keys: string; readonly early: boolean }
  | { readonly kind: 'say'; readonly text: string; readonly confidence: number; readonly early: boolean }
  | { readonly kind: 'silence'; readonly early: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Nothing is done until the next Record has beeped. */
  | { readonly kind: 'after beep' }
  /** Nothing is done until the call next listens and its prompt has been heard, or it has ended. */
  | { readonly kind: 'listen' }
  | { readonly kind: 'hang up' }
  /** The live call is given another document, by a URL that may be relative to the one that it runs, or is ended. */
  | { readonly kind: 'update'; readonly to: string | 'hang up' };

const FORMS =
  'press 12#, say "text", silence, wait 3s, after beep, listen, hang up, update URL, update hang up (with "early" in front of the first three)';

/** Confidence of an utterance that names none. */
const CONFIDENCE = 0.9;

/** Reads actions separated by semicolons or newlines; a line that begins with `#` is a comment. */
export function parseCallerScript(text: string): Result<readonly ScriptAction[]> {
  const actions: ScriptAction[] = [];
  for (const [row, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trimStart().startsWith('#')) continue;
    for (const piece of splitActions(line)) {
      const action = parseAction(piece);
      if (!action.ok) {
        return refused(`${action.refusal}${row > 0 ? ` (line ${row + 1})` : ''}; write ${FORMS}`);
      }
      actions.push(action.value);
    }
  }
  return accepted(actions);
}

/** How an action is written; a parsed script reads the same again. */
export function actionText(action: ScriptAction): string {
  const early = 'early' in action && action.early ? 'early ' : '';
  switch (action.kind) {
    case 'press':
      return `${early}press ${action.keys}`;
    case 'say':
      return `${early}say "${action.text}"${action.confidence === CONFIDENCE ? '' : ` ${action.confidence}`}`;
    case 'silence':
      return `${early}silence`;
    case 'wait':
      return `wait ${action.ms / 1000}s`;
    case 'after beep':
    case 'listen':
    case 'hang up':
      return action.kind;
    case 'update':
      return `update ${action.to}`;
  }
}

/** Splits at semicolons outside quotes. */
function splitActions(line: string): readonly string[] {
  const pieces = line.match(/(?:"[^"]*"|[^;"]|")+/g) ?? [];
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

function parseAction(piece: string): Result<ScriptAction> {
  const early = /^early\s+/.test(piece);
  const rest = piece.replace(/^early\s+/, '');
  const keys = /^press\s+([\d*#A-D-][\d*#A-D\s-]*)$/.exec(rest)?.[1]?.replace(/[\s-]/g, '');
  if (keys) return accepted({ kind: 'press', keys, early });
  const said = /^say\s+"([^"]*)"(?:\s+(0(?:\.\d+)?|1(?:\.0+)?))?$/.exec(rest);
  if (said?.[1] !== undefined)
    return accepted({ kind: 'say', text: said[1], confidence: Number(said[2] ?? CONFIDENCE), early });
  if (rest === 'silence') return accepted({ kind: 'silence', early });
  if (early) return refused(`"${piece}" cannot be early`);
  const wait = /^wait\s+(\S.*)$/.exec(rest)?.[1];
  const ms = wait === undefined ? null : parseDuration(wait);
  if (ms !== null) return accepted({ kind: 'wait', ms });
  if (/^hang\s*up$/.test(rest)) return accepted({ kind: 'hang up' });
  if (/^after\s+beep$/.test(rest)) return accepted({ kind: 'after beep' });
  if (rest === 'listen') return accepted({ kind: 'listen' });
  const update = /^update\s+(\S.*)$/.exec(rest)?.[1];
  if (update !== undefined) {
    const read = readUpdate(update);
    return read.ok ? accepted({ kind: 'update', to: read.value }) : read;
  }
  return refused(`"${piece}" is not an action of a caller script`);
}
