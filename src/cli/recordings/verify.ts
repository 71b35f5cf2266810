import { appendFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemErrorWords } from '../../errors/system-error.ts';
import { undiciTransport } from '../../http/wire/undici-transport.ts';
import { RECORDING_ENDING } from '../../recording/format.ts';
import { githubReport } from '../../recording/reports/github-report.ts';
import { jsonReport } from '../../recording/reports/json-report.ts';
import { junitReport } from '../../recording/reports/junit-report.ts';
import { markdownReport } from '../../recording/reports/markdown-report.ts';
import { textReport } from '../../recording/reports/text-report.ts';
import { countsOf, type VerifiedFile } from '../../recording/reports/verified-file.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { EXIT } from '../process/exit-code.ts';
import { interruption } from '../process/interruption.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { jsonLine } from '../transcript/printable-json.ts';
import { ignoreRules } from './ignore-rules.ts';
import type { VerifyOptions } from './options.ts';
import { targetUrl } from './today.ts';
import { verifyOne } from './verify-one.ts';

/** `twiml-debug verify`: recorded inputs against the application of today. Answers the exit code. */
export async function verifyRecordings(
  paths: readonly string[],
  options: VerifyOptions,
  around: Surroundings,
): Promise<number> {
  const rules = ignoreRules(options.ignore);
  const target = targetUrl(options.target);
  const files = paths.flatMap((path) => recordingsAt(path, around.cwd));
  const transport = undiciTransport({ insecure: options.insecure === true });
  const server = await around.recordings();
  const interrupted = interruption();
  const { signal } = interrupted;
  const verified: VerifiedFile[] = [];
  try {
    // One after the other: an application may keep something between its calls.
    for (const file of files) {
      if (signal.aborted) break;
      const servedAt = server.origin;
      verified.push(await verifyOne(file, { options, rules, target, transport, around, servedAt, signal }));
    }
  } finally {
    await Promise.allSettled([transport.close(), server.close()]);
    interrupted.release();
  }
  report(verified, options, around);
  return signal.aborted ? EXIT.interrupted : exitCodeOf(verified);
}

/** A folder stands for the recordings in it. */
function recordingsAt(path: string, cwd: string): readonly string[] {
  if (!isFolder(resolve(cwd, path))) return [path];
  const names = readdirSync(resolve(cwd, path), { recursive: true }).map(String);
  const files = names.filter((name) => name.endsWith(RECORDING_ENDING)).toSorted();
  if (files.length === 0) throw new UsageError(`${path} holds no recordings (*${RECORDING_ENDING})`);
  return files.map((name) => join(path, name));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function report(files: readonly VerifiedFile[], options: VerifyOptions, { output, env }: Surroundings): void {
  const explains = options.explain === true;
  switch (options.json ? 'json' : options.reporter) {
    case 'json':
      for (const line of jsonReport(files, { explains })) output.data(jsonLine(line));
      return;
    case 'junit':
      return output.data(junitReport(files));
    case 'markdown':
      return output.data(markdownReport(files));
    case 'github': {
      output.data(githubReport(files));
      const summary = env['GITHUB_STEP_SUMMARY'];
      if (summary) summarise(summary, files, output.say);
      return;
    }
    case 'text':
      return output.data(textReport(files, { explains }));
  }
}

/** The summary of a job is a file that its steps add to (GitHub docs: Workflow commands, "Adding a job summary"). */
function summarise(path: string, files: readonly VerifiedFile[], say: (text: string) => void): void {
  try {
    appendFileSync(path, `${markdownReport(files)}\n`);
  } catch (error) {
    say(`twiml-debug: cannot write the summary of the job to ${path}: ${systemErrorWords(error)}`);
  }
}

/** What is worst decides: nothing could be read, nobody answered, something is different. */
function exitCodeOf(files: readonly VerifiedFile[]): number {
  const { unreadable, gone, different } = countsOf(files);
  if (unreadable > 0) return EXIT.unreadable;
  if (gone > 0) return EXIT.unreachable;
  return different > 0 ? EXIT.failed : EXIT.fine;
}
