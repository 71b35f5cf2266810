import type { Debuggable } from '../../debug/session/debuggable.ts';
import { toldPlaces } from '../../debug/views/source/verb-place.ts';
import { shellWord } from '../../recording/export/shell-word.ts';
import { Transcript } from '../headless/transcript.ts';
import { MessageTranscript } from '../message/transcript.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';

/** More lines than this would scroll away what was on the terminal before. */
const LONGEST = 60;

/**
 * What stays on the normal screen after the terminal UI: what happened, where it is kept, and how to see it
 * again. Answers the exit code.
 */
export function farewell(
  session: Debuggable | null,
  reason: 'quit' | 'interrupt',
  around: Surroundings,
): number {
  const { output, stdout, env } = around;
  if (session && session.kind === 'live') {
    const color = stdout.isTTY && !env['NO_COLOR'];
    const messages = session.product === 'message';
    const look = { color, place: toldPlaces(session.journal) };
    const transcript = messages ? new MessageTranscript(look) : new Transcript(look);
    const told = session.journal.entries().flatMap(({ event }) => transcript.lines(event));
    const lines = [...told, ...(transcript instanceof Transcript ? transcript.flush() : [])];
    if (lines.length > LONGEST) output.data(`(${lines.length - LONGEST} earlier lines are in the recording)`);
    output.data(lines.slice(-LONGEST).join('\n'));
    if (session.unrecorded) output.say(`twiml-debug: ${session.unrecorded}`);
    if (session.recording !== null)
      output.say(`recording  twiml-debug replay ${shellWord(session.recording)}`);
  }
  return reason === 'interrupt' ? EXIT.interrupted : EXIT.fine;
}
