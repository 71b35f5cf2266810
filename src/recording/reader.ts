import { readFileSync, statSync } from 'node:fs';
import { systemErrorWords } from '../errors/system-error.ts';
import { currentSetup } from './earlier-setups.ts';
import { FORMAT_VERSION, isHeader, type RecordingHeader, type RecordingLine } from './format.ts';
import { isLine } from './recorded-line.ts';

/** A recording cannot be read; the message says why and where. */
export class RecordingReadError extends Error {
  readonly code = 'unreadable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordingReadError';
  }
}

/** A recording as read. */
export interface Recording {
  readonly path: string;
  readonly header: RecordingHeader;
  readonly lines: readonly RecordingLine[];
  /** The last line was incomplete (the program was killed while it wrote it) and is left out. */
  readonly torn: boolean;
}

/** Reads a recording from a file; throws {@link RecordingReadError}. */
export function readRecording(path: string): Recording {
  return parseRecording(textOf(path), path);
}

function textOf(path: string): string {
  const refuse = (why: string, cause?: unknown) =>
    new RecordingReadError(`cannot read the recording ${path}: ${why}`, { cause });
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw refuse('it is a folder');
    // Reading a device might never end.
    if (!found.isFile() && !found.isFIFO()) throw refuse('it is no file');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof RecordingReadError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(code === 'ENOENT' ? 'there is no such file' : systemErrorWords(error), error);
  }
}

/** Reads a recording from text. An incomplete last line is accepted, any other damage is not. */
export function parseRecording(text: string, path: string): Recording {
  const rows = text.split('\n');
  const rest = rows.pop() ?? '';
  if (rest !== '') rows.push(rest);
  const values: unknown[] = [];
  let torn = false;
  for (const [index, row] of rows.entries()) {
    const value = parse(row);
    if (value !== undefined) {
      values.push(value);
      continue;
    }
    if (index !== rows.length - 1 || index === 0) throw damaged(path, index);
    torn = true;
  }
  const [header, ...lines] = values;
  if (!isHeader(header)) throw new RecordingReadError(`${path} is not a recording of twiml-debug`);
  if (header.version < FORMAT_VERSION) {
    throw new RecordingReadError(
      `${path} was written by an earlier twiml-debug (${header.program}, format ${header.version}); record it again, this one reads format ${FORMAT_VERSION}`,
    );
  }
  if (header.version > FORMAT_VERSION) {
    throw new RecordingReadError(
      `${path} was written by a newer twiml-debug (${header.program}); this one reads format ${FORMAT_VERSION}`,
    );
  }
  for (const [index, line] of lines.entries()) if (!isLine(line)) throw damaged(path, index + 1);
  return { path, header, lines: (lines as readonly RecordingLine[]).map(current), torn };
}

/** Converts a line of an older format. */
function current(line: RecordingLine): RecordingLine {
  if (!('in' in line) || line.in.type !== 'placed') return line;
  return { in: { ...line.in, leg: currentSetup(line.in.leg) } };
}

function damaged(path: string, index: number): RecordingReadError {
  if (index === 0) return new RecordingReadError(`${path} is not a recording of twiml-debug`);
  return new RecordingReadError(
    `line ${index + 1} of ${path} is damaged; the lines before it can be kept, the rest not`,
  );
}

function parse(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}
