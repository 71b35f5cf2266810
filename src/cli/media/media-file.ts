import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { Attachment } from '../../engine/placed/inbound-message.ts';
import { systemErrorWords } from '../../errors/system-error.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** Content types of what people send (Twilio docs: Accepted content types for media). */
const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.bmp': 'image/bmp',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.amr': 'audio/amr',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.3gp': 'video/3gpp',
  '.webm': 'video/webm',
  '.vcf': 'text/vcard',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.rtf': 'text/rtf',
  '.ics': 'text/calendar',
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const UNKNOWN_TYPE = 'application/octet-stream';

/** The largest file that any channel takes, in bytes (Twilio docs: Accepted content types for media). */
const LARGEST = 16_000_000;

/** A file that goes with a message, and what is in it; a URL that somebody else serves has no bytes. */
export interface MediaFile extends Attachment {
  readonly bytes: Buffer | null;
}

/** Reads a file that is to be sent, or takes a URL as it is. Throws a usage error for what is neither. */
export function mediaFile(written: string, cwd: string): MediaFile {
  if (/^https?:\/\//i.test(written)) return mediaAt(written);
  const path = resolve(cwd, written);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new UsageError(`there is no file ${written} to send`);
  const { size } = statSync(path);
  if (size > LARGEST)
    throw new UsageError(
      `${written} is too large to send: it has ${size} bytes, and no channel takes more than 16 MB`,
    );
  const bytes = bytesOf(path, written);
  const name = basename(path);
  return { sid: sidOf(bytes), contentType: typeOf(name), url: null, name, size, bytes };
}

/** A file that may not be read is no mistake of ours. */
function bytesOf(path: string, written: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read ${written}: ${systemErrorWords(error)}`);
  }
}

function mediaAt(text: string): MediaFile {
  const url = URL.parse(text);
  if (!url) throw new UsageError(`${text} is not a valid URL`);
  return { sid: sidOf(url.href), contentType: typeOf(url.pathname), url: url.href, bytes: null };
}

/** The same file has the same identifier, so that a session can be had again. */
export function sidOf(content: Buffer | string): string {
  return `ME${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

function typeOf(name: string): string {
  return TYPES[extname(name).toLowerCase()] ?? UNKNOWN_TYPE;
}
