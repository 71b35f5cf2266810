import { METHOD } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** The verbs that leave the document or the call (Twilio docs: TwiML Voice; error dictionary). */
export const LEAVING: ElementTable = {
  Redirect: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'url' },
    nextRuns: 'never',
    simulated: true,
    traits: { silent: true },
    attributes: {
      method: { ...METHOD, code: 13710, simulated: true },
    },
  },
  // Parameters inside are what an application hands back to the call that dialled it.
  Hangup: {
    kind: 'verb',
    parents: ['Response'],
    nextRuns: 'never',
    simulated: true,
    attributes: {},
  },
  Reject: {
    kind: 'verb',
    parents: ['Response'],
    nextRuns: 'never',
    simulated: true,
    attributes: {
      reason: { type: 'enum', enum: ['rejected', 'busy'], default: 'rejected', code: 13810, simulated: true },
    },
  },
  Refer: {
    kind: 'verb',
    parents: ['Response'],
    minChildren: 1,
    maxChildren: 1,
    nextRuns: 'without-action',
    simulated: 'a simulated party takes the call',
    traits: { tells: ['ReferCallStatus'] },
    attributes: {
      action: { type: 'url', simulated: true },
      method: { ...METHOD, simulated: true },
    },
  },
};
