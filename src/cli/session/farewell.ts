import type { Session } from '../../debug/session/session.ts';
import { toldPlaces } from '../../debug/views/source/verb-place.ts';
import { shellWord } from '../../recording/export/shell-word.ts';
import type { Surroundings } from '../process/surroundings.ts';
import type { SessionTranscript } from '../transcript/transcript.ts';

/** More lines than this would scroll away what was on the terminal before. */
const LONGEST = 60;

/** Prints what stays on the normal screen after the terminal UI: the transcript, and how to replay the recording. */
export function farewell(
  session: Session,
  transcript: SessionTranscript,
  { output, stdout, env }: Surroundings,
): void {
  const color = stdout.isTTY && !env['NO_COLOR'];
  const told = transcript({ color, place: toldPlaces(session.journal) });
  const lines = session.journal.entries().flatMap(({ event }) => told.lines(event));
  const all = [...lines, ...told.flush()];
  if (all.length > LONGEST) output.data(`(${all.length - LONGEST} earlier lines are in the recording)`);
  output.data(all.slice(-LONGEST).join('\n'));
  if (session.unrecorded) output.say(`twiml-debug: ${session.unrecorded}`);
  if (session.recording !== null) output.say(`recording  twiml-debug replay ${shellWord(session.recording)}`);
}
