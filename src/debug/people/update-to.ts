import { nearestName } from '../../errors/nearest.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';

/** What a live call is updated to: a URL, a path, or its end. */
export type UpdateTo = string | 'hang up';

/**
 * Reads what follows `update`, in scripts and at the prompt alike: `hang up`, an http or https URL, or a path. A word
 * alone is none: as a relative URL it would take the call where nobody meant it to go.
 */
export function readUpdate(written: string): Result<UpdateTo> {
  const to = written.trim();
  if (/^hang\s*up$/i.test(to)) return accepted('hang up');
  const isUrl = /^https?:\/\/\S+$/i.test(to) ? URL.canParse(to) : /^[/?.]\S*$/.test(to);
  if (isUrl) return accepted(to);
  const meant = nearestName(to, ['hang up']) === null ? '' : ' (did you mean update hang up?)';
  return refused(`"update ${to}" is neither an http or https URL nor a path${meant}`);
}
