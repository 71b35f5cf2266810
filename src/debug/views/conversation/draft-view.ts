import { fateByHand } from '../../../message/fates.ts';
import { segmentsOf } from '../../../message/text/segments.ts';
import { pairOf } from '../../conversation/pair.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { visibleText } from '../text/visible-text.ts';
import { fileText } from './conversation-view.ts';
import { cookiesText } from './pair-view.ts';

/** What there is to say about a message while it is written, the longest first: each is whole. */
export function draftNotes({ live }: Pick<Debuggable, 'live'>, text: string): readonly string[] {
  const files = live?.writer?.files ?? [];
  const { count, encoding } = segmentsOf(text);
  const length = text === '' ? '' : `${text.length} character${text.length === 1 ? '' : 's'}`;
  const segments = text === '' || count === 1 ? '' : `${count} segments of ${encoding}`;
  const named = files.map(fileText).join(', ');
  const counted = countText(files.length);
  return [
    [named && `with ${named}`, length, segments],
    [counted && `with ${counted}`, length, segments],
    [counted && `with ${counted}`, segments],
    [counted],
  ].map((parts) => parts.filter(Boolean).join(' · '));
}

/** What holds for the next message, piece by piece, the most important first. */
export interface WriterFacts {
  readonly pair: string;
  /** Files that wait for it: named, and counted for where there is little room. */
  readonly files: string;
  readonly filesShort: string;
  /** What becomes of the replies, where somebody has decided that. */
  readonly delivery: string;
  readonly cookies: string;
}

/** Whoever writes next, and what there is to know about it; `null` before there is anybody. */
export function writerFacts(target: Debuggable): WriterFacts | null {
  const pair = pairOf(target);
  if (!pair) return null;
  const files = target.live?.writer?.files ?? [];
  const fate = target.board && fateByHand(target.board);
  return {
    pair: visibleText(`${pair.from} → ${pair.to}`),
    files: files.map(fileText).join(', '),
    filesShort: countText(files.length),
    delivery: fate ? `replies: ${fate.status}${fate.error === null ? '' : ` ${fate.error}`}` : '',
    cookies: cookiesText(target, pair) || 'no cookies',
  };
}

function countText(files: number): string {
  if (files === 0) return '';
  return files === 1 ? '1 file' : `${files} files`;
}
