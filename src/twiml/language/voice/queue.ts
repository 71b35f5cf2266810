import { METHOD } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** Waiting in a queue, and taking somebody out of it (Twilio docs: TwiML Voice; error dictionary). */
export const QUEUE: ElementTable = {
  // Directly inside <Response> the helper library can generate it; it is the <Enqueue> of 2012.
  Queue: {
    kind: 'noun',
    parents: ['Dial'],
    typedOnlyParents: ['Response'],
    text: {
      type: 'queueName',
      required: true,
      orAttribute: 'reservationSid',
      maxLength: 64,
      emptyCode: 14212,
      longCode: 14213,
    },
    simulated: true,
    traits: { waits: 'bridged' },
    attributes: {
      url: { type: 'url', code: 14211, simulated: true },
      method: { ...METHOD, code: 14210, simulated: true },
      reservationSid: {
        type: 'string',
        pattern: /^WR/,
        expected: 'a SID that begins with WR',
        code: 14215,
        simulated: 'the front call of a workflow is taken, whoever was reserved',
      },
      postWorkActivitySid: {
        type: 'string',
        pattern: /^WA/,
        expected: 'a SID that begins with WA',
        simulated: 'checked; there are no workers',
      },
    },
  },
  Enqueue: {
    kind: 'verb',
    parents: ['Response'],
    text: {
      type: 'queueName',
      or: 'a workflowSid',
      orAttribute: 'workflowSid',
      maxLength: 64,
      emptyCode: 14204,
      longCode: 14205,
    },
    nextRuns: 'without-action',
    simulated: true,
    traits: { waits: 'always', tells: ['QueueResult'] },
    attributes: {
      action: { type: 'url', code: 14203, simulated: true },
      method: { ...METHOD, code: 14201, simulated: true },
      // Play, Say, Pause, Hangup, Redirect, Leave and Gather; requested again when it runs out.
      waitUrl: {
        type: 'url',
        defaultNote: 'Twilio classical music list; empty = silence',
        code: 14202,
        simulated: 'the default music is silent, and nothing is asked for',
      },
      // GET for the default music.
      waitUrlMethod: { ...METHOD, code: 14206, simulated: true },
      workflowSid: {
        type: 'string',
        pattern: /^WW/,
        expected: 'a SID that begins with WW',
        code: 14220,
        simulated: 'a queue of that workflow; no worker is looked for',
      },
      maxQueueSize: { type: 'integer', simulated: 'not documented; the size of the queue' },
    },
  },
  Task: {
    kind: 'noun',
    parents: ['Enqueue'],
    text: { type: 'json' },
    failsParent: true,
    simulated: 'checked; its priority orders the queue',
    attributes: {
      priority: { type: 'integer', simulated: true },
      timeout: { type: 'integer', unit: 's' },
    },
  },
  // The name of <Task> before August 2015.
  TaskAttributes: {
    kind: 'noun',
    parents: ['Enqueue'],
    text: { type: 'json' },
    failsParent: true,
    deprecated: 'use <Task>',
    simulated: 'as <Task>',
    attributes: {},
  },
  Leave: {
    kind: 'verb',
    parents: ['Response'],
    simulated: true,
    traits: { silent: true },
    attributes: {},
  },
};
