import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Diagnostic, diagnostic } from '../../errors/diagnostic.ts';
import { systemErrorWords } from '../../errors/system-error.ts';
import type { WrongBytes } from '../../errors/wrong-bytes.ts';
import { MAX_BODY_BYTES } from '../../http/limits.ts';
import { boundedBytes, MOST_DOCUMENT_BYTES } from '../arguments/bounded-file.ts';
import { documentText } from '../arguments/document-text.ts';
import { urlMeant } from '../arguments/target.ts';
import { isReadable } from '../arguments/text-file.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** A document to check, under the name by which it was given. */
export interface Source {
  readonly name: string;
  /** `null` when there is none to read: the problems say why. */
  readonly text: string | null;
  /** Where its bytes are not what they are said to be; absent where they are. */
  readonly wrong?: WrongBytes;
  /** Problems that are found before it is parsed. */
  readonly problems: readonly Diagnostic[];
}

/** Endings of files that are taken for TwiML in a folder. */
const ENDINGS = new Set(['.xml', '.twiml']);

/** The documents of a file or folder. */
export interface Found {
  readonly sources: readonly Source[];
  /** Files of a folder that are not taken for TwiML. */
  readonly skipped: number;
}

/** The documents of a file or folder; in a folder the files that end in .xml or .twiml, at any depth. */
export function readSources(path: string): Found {
  if (path === '')
    throw new UsageError('a target is empty; name files, folders or URLs, or - for standard input');
  const found = readable(path, () => statSync(path, { throwIfNoEntry: false }));
  if (!found) throw new UsageError(noSuchFile(path));
  if (!found.isDirectory()) {
    if (!isReadable(found)) throw new UsageError(`${path} is not a regular file`);
    return { sources: [readable(path, () => fileSource(path))], skipped: 0 };
  }
  const { names, skipped } = documentsOf(path);
  if (names.length === 0) throw new UsageError(`the folder ${path} holds no .xml or .twiml file`);
  return { sources: names.map((name) => readable(name, () => fileSource(name))), skipped };
}

/** A text that was meant as a URL gets the same hint as a target. */
function noSuchFile(text: string): string {
  const meant = urlMeant(text);
  return meant ?? `there is no file or folder ${text}`;
}

/** Tells what the system refuses, with the path: the command line is wrong, and this is not a bug. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(`cannot read ${path}: ${systemErrorWords(error)}`);
  }
}

/**
 * The files of a folder in the order of their names. Installed packages and what is hidden are nobody's own documents,
 * and links are not followed: they could lead in circles.
 */
function documentsOf(folder: string): { readonly names: readonly string[]; readonly skipped: number } {
  const documents: string[] = [];
  let skipped = 0;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const here = next;
    for (const entry of readable(here, () => readdirSync(here, { withFileTypes: true }))) {
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
        folders.push(join(here, entry.name));
      else if (!entry.isFile() || entry.name.startsWith('.')) continue;
      else if (isDocument(entry.name)) documents.push(join(here, entry.name));
      else skipped++;
    }
  }
  return { names: documents.toSorted(), skipped };
}

function isDocument(name: string): boolean {
  return ENDINGS.has(extname(name).toLowerCase());
}

function fileSource(name: string): Source {
  const bytes = boundedBytes(name, MOST_DOCUMENT_BYTES);
  if (bytes !== null) return byteSource(name, bytes);
  // Nobody counts what a pipe holds.
  const size = Math.max(statSync(name).size, MOST_DOCUMENT_BYTES + 1);
  return { name, text: null, problems: [tooLarge(name, size)] };
}

/** A document that came as bytes. */
export function byteSource(name: string, bytes: Uint8Array): Source {
  const problems = bytes.length > MAX_BODY_BYTES ? [tooLarge(name, bytes.length)] : [];
  const { text, wrong } = documentText(bytes);
  return { name, text, problems, ...(wrong && { wrong }) };
}

function tooLarge(url: string, bytes: number): Diagnostic {
  return diagnostic({
    code: 11750,
    level: 'error',
    message: `the document has ${bytes} bytes; Twilio refuses answers above 64 kB`,
    help: 'shorten it; media belongs behind a <Play> URL',
    url,
  });
}
