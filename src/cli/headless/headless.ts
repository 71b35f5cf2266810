import type { Session } from '../../debug/session/session.ts';
import { verbPlace } from '../../debug/views/source/verb-place.ts';
import { undiciTransport } from '../../http/wire/undici-transport.ts';
import { type ParsedTarget, parseTarget } from '../arguments/target.ts';
import type { HeadlessOptions } from '../options/session-options.ts';
import { EXIT } from '../process/exit-code.ts';
import { interruption } from '../process/interruption.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import type { Making } from '../session/ground.ts';
import type { SessionTranscript, TranscriptOptions } from '../transcript/transcript.ts';
import { type RunOptions, runSession } from './run-session.ts';
import { waitForServer } from './wait-for-server.ts';

/** A kind of session that can run without a terminal. */
export interface Headless {
  compose(parsed: ParsedTarget, making: Making): Session;
  /** How it reads. */
  readonly transcript: SessionTranscript;
  /** Serves the files that the webhook fetches from us. */
  readonly server: { close(): Promise<void> } | null;
}

/** Runs a session from beginning to end without a terminal UI. Answers the exit code; a target that is none throws. */
export async function runHeadless(
  text: string,
  options: HeadlessOptions,
  around: Surroundings,
  begin: () => Promise<Headless>,
): Promise<number> {
  const { output, env, stdin, stdout } = around;
  const parsed = await parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const { compose, transcript, server } = await begin();
  const transport = undiciTransport({ insecure: options.insecure === true });
  const interrupted = interruption();
  const color = stdout.isTTY && !env['NO_COLOR'];
  try {
    const session = compose(parsed, { around, transport });
    for (const notice of session.notices) output.say(notice);
    await waitForServer(parsed, options.wait * 1000, transport, interrupted.signal);
    if (interrupted.signal.aborted) return EXIT.interrupted;
    const place: TranscriptOptions['place'] = (event) => verbPlace(session, event);
    const how: RunOptions = {
      json: options.json === true,
      timeoutMs: options.timeout * 1000,
      maxWarnings: options.maxWarnings,
      transcript: transcript({ color, place }),
    };
    const { exitCode, recording } = await runSession(session, how, output, interrupted.signal);
    if (wasRefused(session)) for (const remark of session.remarks) output.say(remark);
    if (recording !== null) output.say(`recording  ${recording}`);
    return exitCode;
  } finally {
    await Promise.allSettled([transport.close(), server?.close()]);
    interrupted.release();
  }
}

/** An app has refused a request, which a wrong signature makes it do (Twilio docs: Validating requests, "403"). */
function wasRefused({ journal }: Session): boolean {
  return journal
    .entries()
    .some(({ event }) => event.type === 'exchange' && event.hops.some(({ status }) => REFUSED.has(status)));
}

const REFUSED: ReadonlySet<number | null> = new Set([401, 403]);
