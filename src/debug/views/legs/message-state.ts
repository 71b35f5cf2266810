import { sentMessages } from '../../../message/outgoing.ts';
import { messagesOf, pairOf } from '../../conversation/pair.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { fetches } from '../../session/leg-facts.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CallState } from './call-state.ts';
import { innermost } from './leg-view.ts';

/** What a conversation says of itself in a word or two, at the position that is looked at. */
export function messageMode(target: Debuggable): Pick<CallState, 'kind' | 'mode'> {
  const { board, legs, held, journal } = target;
  if (!target.live && !target.over)
    return { kind: 'replay', mode: `REPLAY ${target.position}/${target.length}` };
  if (target.over) {
    const error = journal.end()?.error ?? null;
    return error === null
      ? { kind: 'ended', mode: 'ENDED' }
      : { kind: 'failed', mode: `ENDED by error ${error}` };
  }
  if (held) return { kind: 'paused', mode: paused(target) };
  const pair = pairOf(target);
  const own = pair ? messagesOf(legs, pair) : [];
  const going = own.filter(({ endedAt }) => endedAt === null);
  if (going.some(({ sid }) => fetches(target, sid))) return { kind: 'waiting', mode: 'WAITING for webhook' };
  const [first] = going;
  if (first) return { kind: 'running', mode: `RUNNING ${innermost(first) ?? ''}`.trim() };
  const newest = own.at(-1);
  const onTheWay = board
    ? sentMessages(board).some(({ leg, stages }) => stages.length > 0 && own.some(({ sid }) => sid === leg))
    : false;
  if (newest?.error != null) return { kind: 'failed', mode: `ERROR ${newest.error}` };
  if (onTheWay) return { kind: 'running', mode: 'DELIVERING' };
  return { kind: 'listening', mode: 'READY' };
}

function paused(target: Debuggable): string {
  const ready = target.ready();
  return ready ? `PAUSED at ${visibleText(ready.element.name)}` : 'PAUSED';
}
