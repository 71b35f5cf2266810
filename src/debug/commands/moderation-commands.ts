import { placeInConference } from '../../call/conference/conferences.ts';
import type { Moderation } from '../../engine/event.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { alive, onLive } from './availability.ts';
import type { Command } from './command.ts';
import { firstTarget, writtenUrl } from './written-url.ts';

/** What a moderator can do to the leg that is looked at, as through the REST API (Twilio docs: Participant resource). */
export const MODERATION_COMMANDS: readonly Command[] = [
  moderation('mute', 'Mute the participant you are looking at: the others do not hear it'),
  moderation('unmute', 'Unmute the participant: the others hear it again'),
  moderation('hold', 'Put the participant on hold: it hears music instead of the conference'),
  moderation('unhold', 'Take the participant off hold, back into the conference'),
  moderation('kick', 'Remove the participant from the conference'),
  {
    id: 'participant.announce',
    group: 'legs',
    title: 'announce',
    help: 'Play the TwiML of a URL to the participant you are looking at: announce /announcement',
    words: 'announce',
    argument: { form: 'URL', optional: false },
    unavailable: whyNotModerated,
    run: announce,
    remark: (target) => whoIs(target, 'announce'),
  },
];

function moderation(does: Moderation, help: string): Command {
  return {
    id: `participant.${does}`,
    group: 'legs',
    title: does,
    help,
    words: does,
    unavailable: whyNotModerated,
    run: (target) => onLive(target, (session) => session.act({ type: 'participant', does })),
    remark: (target) => whoIs(target, does),
  };
}

/** Who is muted, or held, sounds the same from here. */
function whoIs({ leg, journal }: Debuggable, does: string): string | null {
  return leg && `${journal.names.of(leg.sid)}: ${does}`;
}

/** The REST API asks by POST (Twilio docs: Participant resource, "AnnounceMethod"). */
function announce(target: Debuggable, written = ''): string | null {
  const base = firstTarget(target);
  if (!base) return 'there is no call';
  const read = writtenUrl(written.trim(), base, target.board?.rules.publicUrls ?? []);
  if (!read.ok) return read.message;
  return onLive(target, (session) =>
    session.act({ type: 'participant', does: { announce: { url: read.url, method: 'POST' } } }),
  );
}

function whyNotModerated(target: Debuggable): string | null {
  const dead = alive(target);
  if (dead !== null || isInConference(target)) return dead;
  return 'the leg you are looking at is in no conference: > and < show other legs';
}

function isInConference({ board, leg }: Debuggable): boolean {
  return board !== null && leg !== null && placeInConference({ board }, leg.sid) !== null;
}
