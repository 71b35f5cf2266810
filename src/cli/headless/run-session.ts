import type { Leaving } from '../../debug/session/leaving.ts';
import type { Session } from '../../debug/session/session.ts';
import { maskedLogins } from '../../http/url/masked-logins.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Output } from '../process/output.ts';
import { CappedTranscript } from '../transcript/capped-transcript.ts';
import { FoldedLines } from '../transcript/folded-lines.ts';
import { jsonLine } from '../transcript/printable-json.ts';
import { Tally, tooManyWarnings } from '../transcript/tally.ts';
import type { Transcript } from '../transcript/transcript.ts';

/** How a headless run tells what happens. */
export interface RunOptions {
  readonly json: boolean;
  /** Real time that the run may take, in milliseconds. */
  readonly timeoutMs: number;
  /** More warnings and errors than this fail it; any number may come without one. */
  readonly maxWarnings?: number | undefined;
  /** How it reads for a person. */
  readonly transcript: Pick<Transcript, 'lines'>;
}

/** How a run ended. */
export interface RunResult {
  readonly exitCode: number;
  readonly recording: string | null;
}

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** How long an interrupted run may take to come to its end, in milliseconds. */
const INTERRUPTED_MS = 1_000;

/** Nobody reads on: what was asked is still answered, and the application learns that the call is over. */
const OUTPUT_CLOSED: Leaving = {
  rule: 'output-closed',
  message: 'standard output takes nothing more: everybody hangs up',
  reason: 'standard output was closed',
};

/** Places the call of a session and follows it to its end; events go to standard output. */
export function runSession(
  session: Session,
  options: RunOptions,
  output: Output,
  signal: AbortSignal,
): Promise<RunResult> {
  const tally = new Tally();
  const transcript = new CappedTranscript(options.transcript);
  const folded = new FoldedLines();
  let unrecorded = false;
  let refused = false;
  return new Promise((resolve, reject) => {
    let atLatest: NodeJS.Timeout | undefined;
    const release = () => {
      clearTimeout(timer);
      clearTimeout(atLatest);
      unsubscribe();
      takeOutput();
      signal.removeEventListener('abort', interrupt);
    };
    const finish = (exitCode: number) => {
      release();
      output.data(folded.flush().join('\n'));
      session.close();
      resolve({ exitCode, recording: session.recording });
    };
    const exitCode = () => {
      const { maxWarnings } = options;
      if (refused) return EXIT.usage;
      const code = tally.exitCode(maxWarnings);
      if (maxWarnings !== undefined && tally.findings > maxWarnings && code === EXIT.failed)
        output.say(`twiml-debug: ${tooManyWarnings(tally.findings, maxWarnings)}`);
      return code;
    };
    const unsubscribe = session.subscribe({
      happened(event) {
        tally.count(event);
        if (options.json) output.data(jsonLine(event));
        else output.data(maskedLogins(folded.add(transcript.lines(event)).join('\n')));
        if (!unrecorded && session.unrecorded !== null) {
          unrecorded = true;
          output.say(`twiml-debug: ${session.unrecorded}`);
        }
        if (event.type === 'end')
          queueMicrotask(() => finish(signal.aborted ? EXIT.interrupted : exitCode()));
      },
    });
    const timer = giveUpAfter(options.timeoutMs, session);
    const interrupt = () => {
      session.giveUp({
        rule: 'interrupted',
        message: 'the run was interrupted',
        help:
          session.recording === null
            ? 'nothing of it was recorded'
            : 'its recording holds what happened until then',
      });
      // What is left must not keep an impatient user waiting.
      atLatest = setTimeout(() => finish(EXIT.interrupted), INTERRUPTED_MS).unref();
    };
    signal.addEventListener('abort', interrupt, { once: true });
    const takeOutput = output.whenRefused(() => {
      refused = true;
      output.say('twiml-debug: standard output takes nothing more: hanging up');
      session.leave(OUTPUT_CLOSED);
    });
    try {
      session.restart();
    } catch (error) {
      // The recording's file, most likely; a timer that goes on would keep the program alive.
      release();
      reject(error);
    }
  });
}

function giveUpAfter(ms: number, session: Session): NodeJS.Timeout {
  const giveUp = () =>
    session.giveUp({
      rule: 'timeout',
      message: `the run took longer than ${ms / 1000} s of real time`,
      help: '--timeout SECONDS allows more',
      endless: true,
    });
  return setTimeout(giveUp, Math.min(ms, LONGEST_DELAY_MS));
}
