import { readRecording } from '../../recording/reader.ts';
import { Replay } from '../../recording/replay.ts';
import { restep } from '../../recording/restep.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { requireTerminal } from '../process/terminal.ts';
import { jsonLine } from '../transcript/printable-json.ts';
import type { ReplayOptions } from './options.ts';
import { productOf, stepperOf } from './stepper-of.ts';

/** `twiml-debug replay`: a recorded session, offline. Answers the exit code. */
export async function replayRecording(
  path: string,
  options: ReplayOptions,
  around: Surroundings,
): Promise<number> {
  const { output, stdin, stdout, env } = around;
  const recording = readRecording(path);
  if (options.json) {
    for (const line of recording.lines) if ('out' in line) output.data(jsonLine(line.out));
    if (!recording.lines.some((line) => 'out' in line)) output.say('the recording holds no events');
    if (recording.torn) output.say('the last line of the recording was cut off');
    return EXIT.fine;
  }
  requireTerminal(around, `twiml-debug replay ${path} --json`);
  const { startTui } = await import('../../tui/start.tsx');
  const { reason } = await startTui({
    title: recording.header.target,
    opening: { product: productOf(recording), replay: true },
    ascii: options.ascii,
    stdin,
    stdout,
    env,
    load: () => Promise.resolve(new Replay(recording, restep(recording, stepperOf(recording)))),
  });
  return reason === 'interrupt' ? EXIT.interrupted : EXIT.fine;
}
