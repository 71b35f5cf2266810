import type { CallSetup } from '../../engine/placed/leg-setup.ts';
import { furtherNumber } from '../people/join-script.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { neighbourOf } from '../session/leg-facts.ts';
import { legViews } from '../views/legs/leg-view.ts';
import { alive, onLive } from './availability.ts';
import { CALLEE_COMMANDS } from './callee-commands.ts';
import type { Command, Suggestion } from './command.ts';
import { MODERATION_COMMANDS } from './moderation-commands.ts';
import { firstTarget, knownPaths, writtenUrl } from './written-url.ts';

/** What can be done with several legs. */
export const LEG_COMMANDS: readonly Command[] = [
  {
    id: 'leg.next',
    group: 'legs',
    title: 'leg',
    help: 'Look at the next leg; stepping, keys and speech then apply to it',
    words: 'leg next',
    unavailable: whyNoOther,
    run: (target) => turn(target, 1),
  },
  {
    id: 'leg.previous',
    group: 'legs',
    title: 'leg back',
    help: 'Look at the previous leg',
    words: 'leg back',
    unavailable: whyNoOther,
    run: (target) => turn(target, -1),
  },
  ...CALLEE_COMMANDS,
  ...MODERATION_COMMANDS,
  {
    id: 'leg.select',
    group: 'legs',
    title: 'leg N',
    help: 'Look at a leg by its number, even one that is over',
    words: 'leg',
    argument: { form: 'N', optional: false, suggestions: legForms },
    unavailable: whyNoOther,
    run: (target, written = '') => {
      const leg = target.legs[Number(written) - 1];
      return leg ? target.select(leg.sid) : `"${written}": write a number from 1 to ${target.legs.length}`;
    },
  },
  {
    id: 'call.place',
    group: 'legs',
    title: 'another call',
    help: 'Start another call: call /voice from +15550000002 (the same URL by default)',
    words: 'call',
    argument: { form: 'URL from NUMBER', optional: true, suggestions: callForms },
    unavailable: alive,
    run: call,
  },
];

function whyNoOther({ legs }: Debuggable): string | null {
  return legs.length > 1 ? null : 'there is one leg only: a <Dial>, or :call, brings another';
}

function turn(target: Debuggable, by: 1 | -1): string | null {
  const chosen = neighbourOf(target, by);
  return chosen ? target.select(chosen.sid) : 'there is no call';
}

function legForms(target: Debuggable): readonly Suggestion[] {
  return legViews(target).map(({ number, name, party, does }) => ({
    text: String(number),
    help: `${name}, ${party}: ${does}`,
  }));
}

/** Another call for the number that is debugged, from a number of its own. */
function call(target: Debuggable, written = ''): string | null {
  const [first] = target.legs;
  const base = firstTarget(target);
  if (!first || !base) return 'there is no call yet';
  const words = written.trim().split(/\s+/);
  const from = words.at(-2)?.toLowerCase() === 'from' ? words.at(-1) : undefined;
  const url = words.slice(0, from === undefined ? words.length : -2).join(' ');
  const read = url === '' ? null : writtenUrl(url, base, target.board?.rules.publicUrls ?? []);
  if (read && !read.ok) return read.message;
  const { setup } = first;
  if (setup.product !== 'voice') return 'only calls can be joined by another call';
  const callers = target.legs.filter(({ owner }) => owner === null).length;
  const inbound = setup.direction === 'inbound';
  const leg: CallSetup = {
    ...setup,
    direction: 'inbound',
    outcome: null,
    from: from ?? furtherNumber(inbound ? setup.from : setup.to, callers),
    to: inbound ? setup.to : setup.from,
    target: read ? { kind: 'url', url: read.url, method: 'POST' } : base,
  };
  return onLive(target, (session) => session.place(leg));
}

function callForms(target: Debuggable): readonly Suggestion[] {
  return knownPaths(target).map((path) => ({ text: path, help: 'this answers the call' }));
}
