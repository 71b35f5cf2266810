import type { CalleeAct } from '../../engine/event.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { ringingLeg, rings } from '../session/leg-facts.ts';
import { alive, onLive } from './availability.ts';
import type { Command, Suggestion } from './command.ts';

/** What can be done about a phone that rings because a `<Dial>` dialled it. */
export const CALLEE_COMMANDS: readonly Command[] = [
  {
    id: 'callee.answer',
    group: 'legs',
    title: 'answer',
    help: 'Answer the ringing phone and look at its leg; a machine or a fax can answer too',
    words: 'answer',
    argument: { form: 'WHO', optional: true, suggestions: () => WHO },
    unavailable: whyNothingRings,
    run: (target, written = '') => {
      const who = written.trim().toLowerCase();
      if (who === '') return answer(target, 'answer');
      return who === 'machine' || who === 'fax'
        ? answer(target, who)
        : `"${written}": write machine or fax, or nothing for a person`;
    },
  },
  {
    id: 'callee.refer',
    group: 'legs',
    title: 'refer',
    help: 'Transfer the caller, as a SIP phone can, from the dialled party you are looking at: refer sip:bob@example.com',
    words: 'refer',
    argument: { form: 'URI', optional: false },
    unavailable: whyNoRefer,
    run: (target, written = '') =>
      /^sips?:\S+$/i.test(written.trim())
        ? onLive(target, (session) => session.act({ type: 'callee', does: { refer: written.trim() } }))
        : `"${written}": write a SIP address, such as sip:bob@example.com`,
  },
  refusal('busy', 'busy', 'Let the ringing phone be busy, or refuse the call'),
  refusal('no-answer', 'no answer', 'Let nobody answer the ringing phone, until the Dial gives up'),
  refusal('fail', 'fail', 'Let the number be unreachable'),
];

const WHO: readonly Suggestion[] = [
  { text: 'machine', help: 'voicemail answers' },
  { text: 'fax', help: 'a fax machine answers' },
];

function whyNothingRings(target: Debuggable): string | null {
  const dead = alive(target);
  if (dead !== null || ringingLeg(target)) return dead;
  return target.legs.some(rings)
    ? 'several phones ring: > and < choose one'
    : 'no phone rings: one does when a <Dial> dials it';
}

/** Only who talks to the caller can send them elsewhere. */
function whyNoRefer(target: Debuggable): string | null {
  const dead = alive(target);
  if (dead !== null) return dead;
  const { leg } = target;
  return leg?.owner && leg.bridgedTo !== null
    ? null
    : 'look at a dialled leg that talks to its caller first: > and <';
}

function refusal(does: Extract<CalleeAct, string>, title: string, help: string): Command {
  return {
    id: `callee.${does}`,
    group: 'legs',
    title,
    help,
    words: does,
    unavailable: whyNothingRings,
    run: (target) => about(target, does),
  };
}

/** Whoever takes a phone is on that leg from then on. */
function answer(target: Debuggable, does: CalleeAct): string | null {
  const leg = ringingLeg(target);
  return about(target, does) ?? (leg && target.select(leg.sid));
}

function about(target: Debuggable, does: CalleeAct): string | null {
  return onLive(target, (session) => session.act({ type: 'callee', does }, ringingLeg(target)?.sid));
}
