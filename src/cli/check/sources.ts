import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** A document to check, under the name by which it was given. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Endings of files that are taken for TwiML in a folder. */
const ENDINGS = new Set(['.xml', '.twiml']);

/** The documents of a file or folder; in a folder the files that end in .xml or .twiml, at any depth. */
export function readSources(path: string): readonly Source[] {
  if (!existsSync(path)) throw new UsageError(`there is no file or folder ${path}`);
  if (!statSync(path).isDirectory()) return [{ name: path, text: decode(readFileSync(path)) }];
  const names = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && ENDINGS.has(extname(entry.name)) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  if (names.length === 0) throw new UsageError(`the folder ${path} holds no .xml or .twiml file`);
  return names.map((name) => ({ name, text: decode(readFileSync(name)) }));
}

/** By byte-order mark, then by the XML declaration, else UTF-8 (XML 1.0 appendix F); unknown names are UTF-8 too. */
export function decode(bytes: Uint8Array): string {
  const label = byteOrder(bytes) ?? declared(bytes) ?? 'utf-8';
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}

function byteOrder([first, second]: Uint8Array): string | null {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}

function declared(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? null;
}
