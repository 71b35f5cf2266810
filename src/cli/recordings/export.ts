import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { systemErrorWords } from '../../errors/system-error.ts';
import { curlScript } from '../../recording/export/curl-script.ts';
import { har } from '../../recording/export/har.ts';
import { type RecordedSession, recordedSession } from '../../recording/export/recorded-session.ts';
import { readRecording } from '../../recording/reader.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { VERSION } from '../process/version.ts';
import { printableJson } from '../transcript/printable-json.ts';
import type { ExportOptions } from './options.ts';

/** `twiml-debug export`: another form of a recording. Answers the exit code. */
export function exportRecording(path: string, options: ExportOptions, around: Surroundings): number {
  const { output, stdout, cwd } = around;
  if (options.output === '') throw new UsageError('--output: write a file');
  const recording = readRecording(resolve(cwd, path));
  const text = formed(recordedSession(recording), options);
  if (options.output === undefined) {
    // A terminal would obey what a webhook put into its answers.
    output.data(stdout.isTTY ? text.split('\n').map(visibleText).join('\n') : text);
  } else {
    const file = resolve(cwd, options.output);
    refuse(file, recording.path, options);
    write(file, options, `${text}\n`);
    output.say(`written to ${file}`);
  }
  if (recording.torn) output.say('the last line of the recording was cut off');
  return EXIT.fine;
}

function formed(session: RecordedSession, { format, secrets }: ExportOptions): string {
  switch (format) {
    case 'har':
      return printableJson(har(session, { version: VERSION, secrets: secrets === true }), 2);
    case 'curl':
      return curlScript(session, { secrets: secrets === true });
  }
}

/** A session holds what a caller typed: PINs, card numbers. */
const OWNER_ONLY = 0o600;

function refuse(file: string, recording: string, { output, force }: ExportOptions): void {
  if (!existsSync(file)) return;
  if (realpathSync(file) === realpathSync(recording))
    throw new UsageError(`${output} is the recording itself; choose another name`);
  if (!force) throw new UsageError(`${output} already exists; --force replaces it`);
}

function write(file: string, { output, force }: ExportOptions, text: string): void {
  try {
    // Whatever appeared there in the meantime is not replaced either.
    writeFileSync(file, text, { mode: OWNER_ONLY, flag: force ? 'w' : 'wx' });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'there is no such folder' : systemErrorWords(error);
    throw new UsageError(`cannot write ${output}: ${why}`);
  }
}
