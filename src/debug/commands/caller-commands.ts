import { type Listening, listenerOf } from '../../engine/switchboard.ts';
import { attributeOf } from '../../twiml/document.ts';
import { parseUtterance } from '../people/utterance.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { hearer, rings } from '../session/leg-facts.ts';
import { visibleText } from '../views/text/visible-text.ts';
import { alive, onLine, onLive } from './availability.ts';
import type { Command } from './command.ts';
import { farEnd, farEndForms, whyNoFarEnd } from './far-end-command.ts';
import { update, updateForms } from './update-command.ts';

/** What whoever is on the leg can do, and what can be done to it from outside. */
export const CALLER_COMMANDS: readonly Command[] = [
  {
    id: 'caller.press',
    overText: true,
    group: 'caller',
    title: 'keypad',
    help: 'Press keys as the caller',
    words: 'press',
    argument: { form: 'KEYS', optional: false },
    unavailable: onLine,
    run: press,
  },
  {
    id: 'caller.talk',
    group: 'caller',
    title: 'talk',
    help: 'Say something where speech is expected; in a Record, fall silent or speak again',
    words: 'talk',
    asks: wantsSpeech,
    unavailable: (target) => onLine(target) ?? whyNoTalk(target),
    run: (target) =>
      recording(target)
        ? onLive(target, (session) => session.act({ type: 'voice', speaking: !speaking(target) }))
        : 'write what is said: say "I lost my card"',
  },
  {
    id: 'caller.say',
    group: 'caller',
    title: 'say',
    help: 'Say something, with a confidence other than 0.9 if you like: say "yes" 0.6',
    words: 'say',
    argument: { form: 'TEXT', optional: false },
    unavailable: onLine,
    run: say,
  },
  {
    id: 'caller.hang-up',
    group: 'caller',
    title: 'hang up',
    help: 'Hang up the leg you are looking at',
    words: 'hang up',
    unavailable: (target) => onLine(target) ?? (target.leg && rings(target.leg) ? RINGS : null),
    run: (target) => onLive(target, (session) => session.act({ type: 'hang-up' })),
  },
  {
    id: 'caller.update',
    group: 'caller',
    title: 'update',
    help: 'Update the live call as the REST API would: a URL redirects it, hang up ends it',
    words: 'update',
    argument: { form: 'URL', optional: false, suggestions: updateForms },
    unavailable: onLine,
    run: update,
  },
  {
    id: 'caller.far-end',
    group: 'caller',
    title: 'far end',
    help: 'Close the far end of a Connect or Start, or make it (or a Pay connector) fail with a Twilio code',
    words: 'far-end',
    argument: { form: 'HOW', optional: false, suggestions: farEndForms },
    unavailable: (target) => alive(target) ?? whyNoFarEnd(target),
    run: farEnd,
    // A payment fails later, and a callback tells it only where there is one.
    remark: (_, how) => `far end: ${visibleText(how)}`,
  },
];

const RINGS = 'its phone rings: + answers it, - is busy, :no-answer lets it be';

/** One key after the other; blanks and dashes between them are for reading. */
function press(target: Debuggable, written = ''): string | null {
  const keys = written.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[\d*#A-D]+$/.test(keys))
    return `"${written}" are not keys: write digits, * and #, such as press 12#`;
  for (const value of keys) {
    const refusal = onLive(target, (session) => session.act({ type: 'key', value }));
    if (refusal !== null) return refusal;
  }
  return null;
}

function say(target: Debuggable, written = ''): string | null {
  const said = parseUtterance(written);
  if (!said.ok) return said.refusal;
  return onLive(target, (session) => session.act({ type: 'speech', ...said.value }));
}

function whyNoTalk(target: Debuggable): string | null {
  if (recording(target) || wantsSpeech(target)) return null;
  return 'nothing listens for speech: a <Gather input="speech"> or a <Record> would';
}

/** True while what is said would be understood, or waits for a verb that will listen for it. */
export function wantsSpeech(target: Debuggable): boolean {
  const { leg } = target;
  if (!leg) return false;
  const listening = listenerOf(hearer(target, leg))?.listening?.for;
  if (listening !== undefined) return listening === 'speech' || listening === 'digits-or-speech';
  const ready = target.held ? target.ready()?.element : undefined;
  return ready !== undefined && (attributeOf(ready, 'input') ?? '').split(/\s+/).includes('speech');
}

/** True while somebody's voice is being recorded. */
function recording(target: Debuggable): boolean {
  return listening(target)?.for === 'recording';
}

/** True while somebody speaks into a recording: then no silence is being counted. */
function speaking(target: Debuggable): boolean {
  return listening(target)?.timer === null;
}

function listening(target: Debuggable): Listening | null {
  return target.leg && (listenerOf(hearer(target, target.leg))?.listening ?? null);
}
