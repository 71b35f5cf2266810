import { accepted, type Result, refused } from '../../errors/result.ts';
/** Something that was said, and how sure the recogniser is of it. */
export interface Utterance {
  readonly value: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Confidence of an utterance that names none. */
const CONFIDENCE = 0.9;

/** Reads `"I lost my card" 0.62`, or a text without quotes. */
export function parseUtterance(written: string): Result<Utterance> {
  const text = written.trim();
  if (!text.startsWith('"')) return accepted({ value: text, confidence: CONFIDENCE });
  const [, value, confidence] = /^"([^"]*)"(?:\s+(0(?:\.\d+)?|1(?:\.0+)?))?$/.exec(text) ?? [];
  if (value === undefined)
    return refused(`${text}: after the closing quote only a confidence from 0 to 1 can follow`);
  return accepted({ value, confidence: Number(confidence ?? CONFIDENCE) });
}
