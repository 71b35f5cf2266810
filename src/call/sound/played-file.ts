import type { Media } from '../../engine/switchboard.ts';
import type { Outcome } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import type { Finished } from '../../http/exchange-state.ts';
import { callSetup } from '../call-setup.ts';

/** A URL as it is heard of: what logs in somewhere is no part of it. */
export function playedUrl(url: string): string {
  return withoutCredentials(url);
}

/** What comes of a file: it plays, the next verb runs, or the call fails. */
export type JudgedFile =
  | { readonly type: 'plays'; readonly media: Media | null }
  | { readonly type: 'next' }
  | Extract<Outcome, { type: 'fail' }>;

/** Codes of a host that nobody knows, or that does not answer: there may be no Internet. */
const UNREACHABLE: readonly number[] = [11201, 11210];

/** Judges what came for a Play. Findings are reported at the Play, which may stand in a Gather. */
export function judgeFile(
  play: ElementReader,
  { content, diagnostics, url }: Finished,
  place: 'document' | 'gather',
): JudgedFile {
  const problem = diagnostics.find(({ level }) => level === 'error');
  for (const finding of diagnostics) if (finding !== problem) play.report(finding);
  if (content) return { type: 'plays', media: content.media };
  // Inside a Gather a file that is no audio has a code of its own (error dictionary, 13325).
  const code = problem?.code === 13420 && place === 'gather' ? 13325 : (problem?.code ?? 11200);
  const help = UNREACHABLE.includes(code)
    ? `${problem?.help}; where there is no Internet: --play-media skip`
    : (problem?.help ?? null);
  const finding = play.diagnostic({
    ...problem,
    level: 'error',
    message: problem?.message ?? url,
    code,
    help,
  });
  const { choices } = callSetup(play.turn.leg(play.sid));
  if (choices.playFailure === 'end' && code !== 13325) return { type: 'fail', diagnostic: finding, url };
  play.report(finding);
  return { type: 'next' };
}
