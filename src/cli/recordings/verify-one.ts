import { resolve } from 'node:path';
import type { Session } from '../../debug/session/session.ts';
import { verbPlace } from '../../debug/views/source/verb-place.ts';
import type { Transport } from '../../http/wire/transport.ts';
import { compareSessions } from '../../recording/compare/compare.ts';
import type { IgnoreRule } from '../../recording/compare/ignore-rule.ts';
import { type Side, sideOf } from '../../recording/compare/side.ts';
import { FORMAT_VERSION } from '../../recording/format.ts';
import type { MemoryRecorder } from '../../recording/memory-recorder.ts';
import { type Recording, RecordingReadError, readRecording } from '../../recording/reader.ts';
import type { VerifiedFile } from '../../recording/reports/verified-file.ts';
import { recordingWriter } from '../../recording/writer.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { runSession } from '../headless/run-session.ts';
import { waitForServer } from '../headless/wait-for-server.ts';
import { MessageTranscript } from '../message/transcript.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Output } from '../process/output.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { VERSION } from '../process/version.ts';
import { Transcript, type TranscriptOptions } from '../transcript/transcript.ts';
import type { VerifyOptions } from './options.ts';
import { type PlayedAgain, playAgain } from './play-again.ts';
import { productOf } from './stepper-of.ts';
import { TargetGoneError } from './today.ts';

/** What all recordings of one command line are verified with. */
export interface Verifying {
  readonly options: VerifyOptions;
  readonly rules: readonly IgnoreRule[];
  readonly target: URL | null;
  readonly transport: Transport;
  readonly around: Surroundings;
  readonly servedAt: string;
  readonly signal: AbortSignal;
}

/** Plays one recording again and compares. Never throws because of what a file holds, or an application does. */
export async function verifyOne(file: string, verifying: Verifying): Promise<VerifiedFile> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const verified = await playedAndCompared(file, verifying);
    return { file, seconds: seconds(), ...verified };
  } catch (error) {
    if (error instanceof TargetGoneError)
      return { file, seconds: seconds(), outcome: 'gone', message: error.message };
    if (!(error instanceof RecordingReadError)) throw error;
    return { file, seconds: seconds(), outcome: 'unreadable', message: error.message };
  }
}

type WithoutName<F> = F extends VerifiedFile ? Omit<F, 'file' | 'seconds'> : never;

async function playedAndCompared(file: string, verifying: Verifying): Promise<WithoutName<VerifiedFile>> {
  const { options, rules, target, transport, around, servedAt, signal } = verifying;
  const recording = readRecording(resolve(around.cwd, file));
  const { env, cwd } = around;
  const again = playAgain(recording, { transport, env, cwd, authToken: options.authToken, target, servedAt });
  const { asked } = again.where;
  if (asked !== null) await waitForServer(serverAt(asked), options.wait * 1000, transport, signal);
  const told: string[] = [];
  const output: Output = {
    data: (text) => text !== '' && told.push(text),
    say: (text) => told.push(text),
    whenRefused: () => () => {},
  };
  const run = {
    json: false,
    timeoutMs: options.timeout * 1000,
    transcript: transcriptOf(recording, again.session),
  };
  const { exitCode } = await runSession(again.session, run, output, signal);
  if (exitCode === EXIT.unreachable && answered(sideOf(recording.lines)))
    return {
      outcome: 'gone',
      message: `nothing answers at ${asked ?? 'its target'}: is the application running?`,
    };
  const today = withWhereabouts(sideOf(again.recorder.lines), again);
  const comparison = compareSessions({ recorded: sideOf(recording.lines), today, rules });
  const transcript = told.join('\n');
  if (comparison.differences.length === 0) return { outcome: 'same', comparison, transcript };
  if (options.update !== true || signal.aborted) return { outcome: 'different', comparison, transcript };
  replace(recording, again.recorder, again.where.toToday(recording.header.target));
  return { outcome: 'updated', comparison, transcript };
}

function serverAt(url: string): ParsedTarget {
  return { target: { kind: 'url', url, method: 'POST' }, title: url, login: null, notices: [] };
}

/** Where the application is today is no difference either. */
function withWhereabouts(side: Side, { where }: PlayedAgain): Side {
  return where.asked === null ? side : { ...side, origins: [...side.origins, new URL(where.asked).origin] };
}

/** True where the recorded application gave its first document. */
function answered({ events }: Side): boolean {
  const first = events.find((event) => event.type === 'exchange');
  return first?.type === 'exchange' && first.status !== null;
}

function transcriptOf(recording: Recording, session: Session): Pick<Transcript, 'lines'> {
  const look: TranscriptOptions = { color: false, place: (event) => verbPlace(session, event) };
  return productOf(recording) === 'voice' ? new Transcript(look) : new MessageTranscript(look);
}

/** The session of today takes the place of the recorded one; the file stays whole all the time. */
function replace({ path }: Recording, recorder: MemoryRecorder, target: string): void {
  const startedAt = new Date().toISOString();
  const writer = recordingWriter(path, {
    recording: 'twiml-debug',
    version: FORMAT_VERSION,
    program: VERSION,
    target,
    startedAt,
  });
  recorder.copyTo(writer);
  writer.close();
}
