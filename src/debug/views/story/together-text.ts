import type { LegNames } from '../../leg-names.ts';
import type { PublicEventOf } from '../../public-event.ts';
import { visibleText } from '../text/visible-text.ts';
import { roomName } from './participant-text.ts';

/** What brings legs together, and parts them. */
export type TogetherEvent = PublicEventOf<'connected' | 'disconnected' | 'conference' | 'queue'>;

/** What a leg does with others, in words that its name stands before: `connected to callee 1: the callee answered`. */
export function togetherText(event: TogetherEvent, names: Pick<LegNames, 'of'>): string {
  switch (event.type) {
    case 'connected':
      return `connected to ${names.of(event.with)}: ${visibleText(event.reason)}`;
    case 'disconnected': {
      const { seconds, reason } = event;
      return `disconnected from ${names.of(event.with)} after ${seconds} s: ${visibleText(reason)}`;
    }
    case 'conference':
      return conferenceText(event);
    case 'queue':
      return queueText(event);
  }
}

/** The same where there is little room: without why, or how many there are. */
export function togetherBrief(event: TogetherEvent, names: Pick<LegNames, 'of'>): string {
  switch (event.type) {
    case 'connected':
      return `connected to ${names.of(event.with)}`;
    case 'disconnected':
      return `disconnected from ${names.of(event.with)}`;
    case 'conference':
      return `${event.what}s the conference ${roomName(event.name)}`;
    case 'queue':
      return `${queueVerb(event)} the queue ${visibleText(event.name)}`;
  }
}

function conferenceText({ what, name, participants }: PublicEventOf<'conference'>): string {
  const room = roomName(name);
  const there = `${participants} ${participants === 1 ? 'is' : 'are'} in it`;
  switch (what) {
    case 'join':
      return `joins the conference ${room}: ${there}`;
    case 'start':
      return `starts the conference ${room}: ${there}`;
    case 'leave':
      return `leaves the conference ${room}: ${participants === 0 ? 'nobody is in it' : there}`;
    case 'end':
      return `ends the conference ${room}`;
  }
}

function queueText(event: PublicEventOf<'queue'>): string {
  const queue = visibleText(event.name);
  if (event.what === 'enter') return `enters the queue ${queue} at position ${event.position}`;
  return `${queueVerb(event)} the queue ${queue}: ${visibleText(event.result ?? '')}`;
}

function queueVerb({ what, sid, result }: PublicEventOf<'queue'>): string {
  if (what === 'enter') return 'enters';
  return sid !== null && result !== 'queue-full' ? 'leaves' : 'does not get into';
}
