import { readPattern } from '../../debug/expressions/pattern.ts';
import { literalPattern } from './literal-pattern.ts';
import type { Mask } from './volatile.ts';

/** A rule of the user: what is at a path does not count, or only the part of it that a pattern matches. */
export interface IgnoreRule {
  /** As it was written. */
  readonly written: string;
  /** True for a path that it is about, as a whole or by its beginning. */
  readonly covers: (path: string) => boolean;
  /** Puts the same text in place of what matches; `null` where the whole value does not count. */
  readonly without: ((value: string) => string) | null;
}

const FORMS =
  'write a path, such as request.params.Token or verb.Say, and behind = what of its value does not count: heard=/[0-9]+ minutes/';

/** Reads `PATH`, `PATH=TEXT` or `PATH=/PATTERN/i`; `*` in a path stands for anything but a dot. A string says what is wrong. */
export function parseIgnoreRule(written: string): IgnoreRule | string {
  const [, path = '', text] = /^([^=]*)(?:=(.*))?$/s.exec(written.trim()) ?? [];
  if (!/^[a-z]+(?:\.[^\s.]+)*$/.test(path)) return `"${written}" is not a rule: ${FORMS}`;
  const parts = path.split('*').map((part) => literalPattern(part));
  const pattern = new RegExp(`^${parts.join('[^.]*')}(?:\\.|\\[|$)`);
  const covers = (other: string) => pattern.test(other);
  if (text === undefined) return { written, covers, without: null };
  if (text === '') return `"${written}" is not a rule: ${FORMS}`;
  const [, source, flags] = /^\/(.+)\/(i?)$/s.exec(text) ?? [];
  if (source === undefined) return { written, covers, without: (value) => value.replaceAll(text, '…') };
  const read = readPattern(source, flags === 'i');
  return 'problem' in read
    ? read.problem
    : { written, covers, without: (value) => read.replaced(value, '…') };
}

/** The part of a rule that changes values before they are compared. */
export function maskOf({ written, covers, without }: IgnoreRule): Mask | null {
  if (without === null) return null;
  return { rule: written, mask: (path, value) => (covers(path) ? without(value) : value) };
}
