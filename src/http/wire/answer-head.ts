import type { Headers } from '../hop.ts';
import { contentCodings } from './body-decoding.ts';

/** The header of an answer, and what it says about the body. */
export interface AnswerHead {
  readonly headers: Headers;
  readonly contentType: string | null;
  /** See {@link contentCodings}. */
  readonly codings: readonly string[];
}

const NO_CODINGS: readonly string[] = [];

/** Reads a header as the parser leaves it: names and values in turn, one byte a character. */
export function answerHead(raw: readonly Buffer[]): AnswerHead {
  const headers: (readonly [string, string])[] = [];
  const encodings: string[] = [];
  let contentType: string | null = null;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = latin1(raw[i]);
    const value = withoutOuterSpace(latin1(raw[i + 1]));
    headers.push([name, value]);
    // The lengths of Content-Type and Content-Encoding: most fields need no second look.
    if (name.length === 12) {
      if (name.toLowerCase() === 'content-type') contentType ??= value;
    } else if (name.length === 16 && name.toLowerCase() === 'content-encoding') encodings.push(value);
  }
  return { headers, contentType, codings: encodings.length === 0 ? NO_CODINGS : contentCodings(encodings) };
}

/** Whether an answer of this type is no text, but something to hear or to look at (RFC 9110 section 8.3.1). */
export function isMedia(contentType: string | null): boolean {
  if (contentType === null) return false;
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^(?:audio|video|image)\//.test(essence) || essence === 'application/octet-stream';
}

function latin1(bytes: Buffer | undefined): string {
  return bytes?.toString('latin1') ?? '';
}

/** RFC 9110 section 5.5: white space around a value is no part of it; the parser leaves that behind it. */
function withoutOuterSpace(value: string): string {
  let end = value.length;
  while (end > 0 && isSpace(value.charCodeAt(end - 1))) end--;
  return value.slice(0, end);
}

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x09;
}
