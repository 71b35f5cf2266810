import { nearestName } from '../../errors/nearest.ts';

/** What a live call is updated to, or why what was written is nothing of the kind. */
export type UpdateTo =
  | { readonly ok: true; readonly to: string | 'hang up' }
  | { readonly ok: false; readonly message: string };

/**
 * Reads what follows `update`, in scripts and at the prompt alike: `hang up`, an http or https URL, or a path. A word
 * alone is none: as a relative URL it would take the call where nobody meant it to go.
 */
export function readUpdate(written: string): UpdateTo {
  const to = written.trim();
  if (/^hang\s*up$/i.test(to)) return { ok: true, to: 'hang up' };
  const isUrl = /^https?:\/\/\S+$/i.test(to) ? URL.canParse(to) : /^[/?.]\S*$/.test(to);
  if (isUrl) return { ok: true, to };
  const meant = nearestName(to, ['hang up']) === null ? '' : ' (did you mean update hang up?)';
  return { ok: false, message: `"update ${to}" is neither an http or https URL nor a path${meant}` };
}
