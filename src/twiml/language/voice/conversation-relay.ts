import type { AttributeTable, ElementTable } from '../element-spec.ts';

/** Kinds of input; `true` is any of them and `false` none. */
const INPUT = ['none', 'dtmf', 'speech', 'any', 'true', 'false'];

/** A value that cannot be used ends the session (observed in live tests; error dictionary, 64101). */
function refusing(attributes: AttributeTable): AttributeTable {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, spec]) => [name, { code: 64_101, ...spec }]),
  );
}

/** The noun of Connect in which an application talks to the caller (Twilio docs: TwiML Voice; error dictionary). */
export const CONVERSATION_RELAY: ElementTable = {
  ConversationRelay: {
    kind: 'noun',
    parents: ['Connect'],
    retired: {
      interruptByDtmf: {
        instead:
          'interruptible says what interrupts (dtmf, speech, any), dtmfDetection whether keys are told',
      },
    },
    simulated: 'no WebSocket is opened: the far end is simulated',
    traits: {
      farEnd: {
        codes: [64_101, 64_199],
        acts: [
          { text: 'close', help: 'it ends the session' },
          { text: 'close {"reason":"agent"}', help: 'it ends the session with this HandoffData' },
          { text: 'error 64102', help: 'the WebSocket cannot be opened' },
          { text: 'error 64105', help: 'the WebSocket is lost' },
        ],
      },
    },
    attributes: refusing({
      // ws, http and https are 64102 (observed).
      url: {
        type: 'url',
        required: true,
        schemes: ['wss'],
        absolute: true,
        code: 64102,
        malformedCode: 64101,
        simulated: 'no WebSocket is opened: the far end is simulated',
      },
      // Spoken again in each new session of the call (observed).
      welcomeGreeting: { type: 'string', simulated: true },
      welcomeGreetingInterruptible: {
        type: 'enum',
        enum: INPUT,
        open: true,
        default: 'any',
        simulated: true,
      },
      // multi is possible with Deepgram.
      language: { type: 'string', default: 'en-US', simulated: 'checked, not used' },
      ttsLanguage: { type: 'string', defaultNote: 'language', simulated: 'checked, not used' },
      transcriptionLanguage: { type: 'string', defaultNote: 'language' },
      // In any letter case, as in the documentation's own example. An account without ElevenLabs gets 64101.
      ttsProvider: {
        type: 'enum',
        enum: ['Google', 'Amazon', 'ElevenLabs'],
        open: true,
        anyCase: true,
        default: 'ElevenLabs',
      },
      // Must belong to the provider: 64101 (observed) or 64106 (error dictionary).
      voice: {
        type: 'string',
        defaultNote: 'UgBBYS2sOqTuMpoF3BR0 (ElevenLabs), en-US-Journey-O (Google), Joanna-Neural (Amazon)',
        simulated: 'checked, not used',
      },
      // In any letter case (observed). Google for accounts that used ConversationRelay before 2025-09-12.
      transcriptionProvider: {
        type: 'enum',
        enum: ['Google', 'Deepgram'],
        open: true,
        anyCase: true,
        default: 'Deepgram',
      },
      // nova-3 and nova-2 work beside the names with -general (observed).
      speechModel: {
        type: 'string',
        defaultNote: 'telephony (Google), nova-3-general or nova-2-general (Deepgram)',
      },
      interruptible: { type: 'enum', enum: INPUT, open: true, default: 'any' },
      interruptSensitivity: { type: 'enum', enum: ['low', 'medium', 'high'], default: 'high' },
      dtmfDetection: { type: 'boolean', default: false, simulated: 'keys are taken, and nobody is told' },
      // A boolean in the typings; the default was any before May 2025.
      reportInputDuringAgentSpeech: { type: 'enum', enum: INPUT, open: true, default: 'none' },
      preemptible: { type: 'boolean', default: false },
      hints: { type: 'string' },
      // For Deepgram Flux by the documentation; worked in a test that named no model.
      partialPrompts: { type: 'boolean', default: false },
      profanityFilter: { type: 'boolean' },
      // The last two became events, and still worked in March 2026.
      debug: { type: 'enumList', enum: ['debugging', 'speaker-events', 'tokens-played'] },
      events: { type: 'enumList', enum: ['speaker-events', 'tokens-played'] },
      elevenlabsTextNormalization: { type: 'enum', enum: ['on', 'off', 'auto'], default: 'off' },
      intelligenceService: { type: 'string' },
      conversationConfiguration: { type: 'string' },
      conversationId: { type: 'string' },
      // Since October 2026: reconnects after an unexpected drop and replays up to 500 events.
      applicationReconnect: { type: 'boolean', default: false },
      speechTimeout: {
        type: 'string',
        min: 600,
        max: 5000,
        pattern: /^(auto|[0-9]+)$/,
        expected: 'a whole number of milliseconds<range>, or auto',
        default: 'auto',
        unit: 'ms',
      },
      deepgramSmartFormat: { type: 'boolean', default: true },
      ignoreBackchannel: { type: 'boolean', default: false },
      // Which values it takes is not documented.
      backgroundNoiseReduction: { type: 'string' },
      // Which values it takes is not documented; for Deepgram Flux.
      turnDetection: { type: 'string' },
      eotThreshold: { type: 'decimal', min: 0.5, max: 0.9, default: '0.8' },
      speechtimeout: { type: 'string', aliasOf: 'speechTimeout' },
      deepgramsmartformat: { type: 'string', aliasOf: 'deepgramSmartFormat' },
      ignorebackchannel: { type: 'string', aliasOf: 'ignoreBackchannel' },
      backgroundnoisereduction: { type: 'string', aliasOf: 'backgroundNoiseReduction' },
    }),
  },
  Language: {
    kind: 'noun',
    parents: ['ConversationRelay', 'Assistant'],
    attributes: {
      // May be multi: with ElevenLabs for speech, with Deepgram for transcription.
      code: { type: 'string', required: true },
      ttsProvider: { type: 'enum', enum: ['Google', 'Amazon', 'ElevenLabs'], open: true, anyCase: true },
      voice: { type: 'string' },
      transcriptionProvider: { type: 'enum', enum: ['Google', 'Deepgram'], open: true, anyCase: true },
      speechModel: { type: 'string' },
    },
  },
};
