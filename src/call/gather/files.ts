import type { Outcome } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Finished } from '../../http/exchange-state.ts';
import { type ElementId, elementOf, textOf } from '../../twiml/document.ts';
import { judgeFile, playedUrl } from '../sound/played-file.ts';
import { whyUnfetched } from '../sound/unfetched-file.ts';

/** A file that prompts play, and which of them do. */
type File = { readonly url: string; readonly prompts: readonly ElementId[] };

/** Files that are fetched before the first prompt is heard. */
export type GatherFiles = {
  /** Those that have not come yet, by the URL that is asked for. */
  readonly awaited: Readonly<Record<string, File>>;
  /** Names under which those that have come are put aside. */
  readonly kept: readonly string[];
};

export const NO_FILES: GatherFiles = { awaited: {}, kept: [] };

/** What became of a file: prompts that cannot be heard, or the end of the call. */
type Fetched = {
  readonly files: GatherFiles;
  readonly silent: readonly ElementId[];
  readonly failed: Extract<Outcome, { type: 'fail' }> | null;
};

/**
 * Asks for the files of several nested Plays, so that the first prompt starts when all are there (Twilio docs: TwiML
 * Voice: Play). A single one is asked for when it is its turn.
 */
export function fetchFiles(verb: VerbContext, prompts: readonly ElementId[]): Fetched {
  const wanted = filesOf(verb, prompts);
  let result: Fetched = { files: { awaited: wanted, kept: [] }, silent: [], failed: null };
  if (Object.keys(wanted).length < 2) return { ...result, files: NO_FILES };
  for (const asked of Object.keys(wanted)) {
    const done = verb.load(asked);
    if (!done) continue;
    const { files, silent, failed } = fileCame(verb, result.files, done);
    result = { files, silent: [...result.silent, ...silent], failed };
    if (failed) break;
  }
  return result;
}

/** A file has come, or cannot be had. */
export function fileCame(verb: VerbContext, files: GatherFiles, done: Finished): Fetched {
  const { [done.request.url]: file, ...awaited } = files.awaited;
  if (!file) return { files, silent: [], failed: null };
  const [prompt] = file.prompts;
  const nested = verb.noun(elementOf(verb.document, prompt ?? verb.element.id));
  const judged = judgeFile(nested, done, 'gather');
  if (judged.type === 'fail') return { files, silent: [], failed: judged };
  if (judged.type === 'next') return { files: { ...files, awaited }, silent: file.prompts, failed: null };
  verb.keepMedia(file.url, judged.media);
  return { files: { awaited, kept: [...files.kept, file.url] }, silent: [], failed: null };
}

/** The prompts are over: what a later verb plays it asks for itself. */
export function forgetFiles(verb: VerbContext, { awaited, kept }: GatherFiles): GatherFiles {
  if (Object.keys(awaited).length > 0) verb.unload();
  for (const url of kept) verb.keepMedia(url, null);
  return NO_FILES;
}

/** The files that nested Plays name; those with a URL that is none say so when it is their turn, and
 * some files are asked of nobody. */
function filesOf(verb: VerbContext, prompts: readonly ElementId[]): Readonly<Record<string, File>> {
  const files: Record<string, File> = {};
  for (const id of prompts) {
    const element = elementOf(verb.document, id);
    const written = element.name === 'Play' ? textOf(verb.document, id) : '';
    const resolved = written === '' ? null : verb.noun(element).resolve(written);
    if (!resolved?.ok) continue;
    const { url } = resolved;
    if (whyUnfetched(verb, url) !== null) continue;
    files[url] = { url: playedUrl(url), prompts: [...(files[url]?.prompts ?? []), id] };
  }
  return files;
}
