import { METHOD, RECORDING_EVENTS } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** The verb that hands the call to something else, and what that may be (Twilio docs: TwiML Voice; error dictionary). */
export const CONNECT: ElementTable = {
  Connect: {
    kind: 'verb',
    parents: ['Response'],
    minChildren: 1,
    maxChildren: 1,
    nextRuns: 'without-action',
    simulated: true,
    traits: { farEnd: {} },
    attributes: {
      action: { type: 'url', simulated: true },
      method: { ...METHOD, simulated: true },
    },
  },
  VirtualAgent: {
    kind: 'noun',
    parents: ['Connect'],
    simulated: 'the far end is simulated',
    traits: {
      farEnd: {
        codes: [32_600, 32_649],
        acts: [
          { text: 'close', help: 'the agent has completed' },
          { text: 'close live-agent-handoff', help: 'it ends with this VirtualAgentStatus' },
          { text: 'error 32601', help: 'its provider fails' },
        ],
      },
    },
    attributes: {
      connectorName: { type: 'string', simulated: 'every connector is taken to be installed' },
      language: { type: 'string' },
      sentimentAnalysis: { type: 'boolean' },
      statusCallback: { type: 'url', simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
    },
  },
  Room: {
    kind: 'noun',
    parents: ['Connect'],
    text: { type: 'roomName', required: true },
    simulated: 'the far end is simulated',
    traits: { farEnd: { codes: [53_000, 53_999], codesElsewhere: true } },
    attributes: {
      participantIdentity: { type: 'string', simulated: 'checked, not used' },
    },
  },
  // A beta of which the behaviour is not documented.
  Conversation: {
    kind: 'noun',
    parents: ['Connect'],
    simulated: 'the far end is simulated',
    traits: { farEnd: { codes: [32_500, 32_599] } },
    attributes: {
      serviceInstanceSid: { type: 'string' },
      inboundAutocreation: { type: 'boolean' },
      inboundTimeout: { type: 'integer', unit: 's' },
      routingAssignmentTimeout: { type: 'integer', unit: 's' },
      url: { type: 'url' },
      method: METHOD,
      record: {
        type: 'enum',
        enum: [
          'do-not-record',
          'record-from-answer',
          'record-from-ringing',
          'record-from-answer-dual',
          'record-from-ringing-dual',
          'true',
          'false',
        ],
      },
      trim: { type: 'enum', enum: ['trim-silence', 'do-not-trim'] },
      recordingStatusCallback: { type: 'url' },
      recordingStatusCallbackMethod: METHOD,
      recordingStatusCallbackEvent: { ...RECORDING_EVENTS },
      statusCallback: { type: 'url' },
      statusCallbackMethod: METHOD,
      statusCallbackEvent: {
        type: 'enumList',
        enum: ['call-initiated', 'call-ringing', 'call-answered', 'call-completed'],
      },
    },
  },
  AiSession: {
    kind: 'noun',
    parents: ['Connect'],
    simulated: 'the far end is simulated',
    attributes: {
      aiConnector: { type: 'string' },
      aiSessionConfiguration: { type: 'string' },
    },
  },
  ConversationRelaySession: {
    kind: 'noun',
    parents: ['Connect'],
    simulated: 'the far end is simulated',
    traits: { farEnd: { codes: [64_101, 64_199] } },
    attributes: {
      connector: { type: 'string' },
      sessionConfiguration: { type: 'string' },
    },
  },
  // The product was shut down in 2023.
  Autopilot: {
    kind: 'noun',
    parents: ['Connect'],
    text: { type: 'assistantName' },
    deprecated: 'the product ended in 2023; use <ConversationRelay> or <VirtualAgent>',
    attributes: {},
  },
  // AI Assistants: in the typings 5.5 to 5.10, removed since.
  Assistant: {
    kind: 'noun',
    parents: ['Connect'],
    deprecated: 'it is gone from the current helper library; use <ConversationRelay>',
    attributes: {
      id: { type: 'string' },
      language: { type: 'string' },
      ttsLanguage: { type: 'string' },
      ttsProvider: { type: 'string' },
      voice: { type: 'string' },
      transcriptionLanguage: { type: 'string' },
      transcriptionProvider: { type: 'string' },
      speechModel: { type: 'string' },
      welcomeGreeting: { type: 'string' },
      welcomeGreetingInterruptible: { type: 'string' },
      interruptible: { type: 'string' },
      hints: { type: 'string' },
      intelligenceService: { type: 'string' },
      elevenlabsTextNormalization: { type: 'string' },
      interruptSensitivity: { type: 'string' },
      debug: { type: 'string' },
      profanityFilter: { type: 'boolean' },
      dtmfDetection: { type: 'boolean' },
      partialPrompts: { type: 'boolean' },
      preemptible: { type: 'boolean' },
      reportInputDuringAgentSpeech: { type: 'boolean' },
      interruptByDtmf: { type: 'boolean' },
    },
  },
};
