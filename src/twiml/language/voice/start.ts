import { METHOD, RECORDING_EVENTS } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** What goes on beside the documents of a call (Twilio docs: TwiML Voice; error dictionary). */
export const START: ElementTable = {
  Start: {
    kind: 'verb',
    parents: ['Response'],
    minChildren: 1,
    nestingCode: 14300,
    simulated: true,
    traits: { silent: true },
    attributes: {
      action: { type: 'url' },
      method: METHOD,
    },
  },
  // Recording is in the documentation only.
  Stop: {
    kind: 'verb',
    parents: ['Response'],
    minChildren: 1,
    nestingCode: 14300,
    simulated: true,
    traits: { silent: true },
    attributes: {},
  },
  Stream: {
    kind: 'noun',
    parents: ['Connect', 'Start', 'Stop'],
    contexts: { Stop: { attributes: ['name'], children: [] } },
    simulated: 'no WebSocket is opened: the far end is simulated',
    traits: {
      farEnd: {
        codes: [31_900, 31_999],
        acts: [
          { text: 'close', help: 'the server closes the WebSocket' },
          { text: 'error 31921', help: 'the WebSocket is lost' },
        ],
      },
    },
    attributes: {
      // Twilio cuts a query string off silently.
      url: {
        type: 'url',
        required: true,
        requiredNotIn: ['Stop'],
        schemes: ['wss'],
        noQuery: true,
        code: 31922,
        malformedCode: 31923,
        simulated: 'no WebSocket is opened: the far end is simulated',
      },
      // Unique in the call.
      name: { type: 'string', defaultNote: 'stream SID', simulated: true },
      track: {
        type: 'enum',
        enum: ['inbound_track', 'outbound_track', 'both_tracks'],
        default: 'inbound_track',
        code: 31941,
        simulated: true,
      },
      statusCallback: { type: 'url', absolute: true, simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
      connectorName: { type: 'string' },
      audioFormat: { type: 'string' },
      sampleRate: { type: 'string' },
    },
  },
  Siprec: {
    kind: 'noun',
    parents: ['Start', 'Stop'],
    contexts: { Stop: { attributes: ['name'], children: [] } },
    simulated: 'nothing is sent to the connector',
    traits: {
      farEnd: {
        codes: [32_000, 32_599],
        acts: [
          { text: 'close', help: 'the recorder hangs up' },
          { text: 'error 32011', help: 'the recorder cannot be reached' },
        ],
      },
    },
    attributes: {
      connectorName: { type: 'string', simulated: 'every connector is taken to be installed' },
      name: { type: 'string', simulated: true },
      // The text says that both tracks are sent.
      track: {
        type: 'enum',
        enum: ['inbound_track', 'outbound_track', 'both_tracks'],
        default: 'inbound_track',
        simulated: true,
      },
      statusCallback: { type: 'url', simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
    },
  },
  Transcription: {
    kind: 'noun',
    parents: ['Start', 'Stop'],
    contexts: { Stop: { attributes: ['name'], children: [] } },
    simulated: 'what <Say> speaks and what the caller says is transcribed word by word',
    traits: {
      farEnd: {
        codes: [32_650, 32_699],
        acts: [
          { text: 'close', help: 'the transcription ends' },
          { text: 'error 32651', help: 'its provider fails' },
        ],
      },
    },
    attributes: {
      name: { type: 'string', simulated: true },
      statusCallbackUrl: { type: 'url', absolute: true, simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
      languageCode: { type: 'string', default: 'en-US', simulated: true },
      track: {
        type: 'enum',
        enum: ['inbound_track', 'outbound_track', 'both_tracks'],
        default: 'both_tracks',
        simulated: true,
      },
      inboundTrackLabel: { type: 'string', simulated: true },
      outboundTrackLabel: { type: 'string', simulated: true },
      transcriptionEngine: {
        type: 'enum',
        enum: ['google', 'deepgram'],
        anyCase: true,
        default: 'google',
        simulated: true,
      },
      speechModel: { type: 'string', default: 'telephony', simulated: 'checked, not used' },
      profanityFilter: { type: 'boolean', default: true, simulated: 'masks a few words' },
      partialResults: { type: 'boolean', default: false, simulated: 'one interim result for each final one' },
      hints: { type: 'string', simulated: 'checked, not used' },
      enableAutomaticPunctuation: {
        type: 'boolean',
        default: true,
        simulated: 'without it the punctuation of what is said is left out',
      },
      intelligenceService: { type: 'string' },
      enableProviderData: { type: 'boolean', default: false, simulated: 'the same as TranscriptionData' },
      conversationConfiguration: { type: 'string' },
      conversationId: { type: 'string' },
    },
  },
  Recording: {
    kind: 'noun',
    parents: ['Start', 'Stop'],
    contexts: { Stop: { attributes: ['name'], children: [] } },
    simulated: 'recordings are silent',
    attributes: {
      name: { type: 'string', simulated: true },
      // A relative URL was reported to fail with 11200.
      recordingStatusCallback: { type: 'url', simulated: true },
      recordingStatusCallbackMethod: { ...METHOD, simulated: true },
      recordingStatusCallbackEvent: { ...RECORDING_EVENTS, simulated: true },
      trim: {
        type: 'enum',
        enum: ['trim-silence', 'do-not-trim'],
        default: 'trim-silence',
        simulated: 'checked, not heard',
      },
      // Without an effect (observed).
      track: {
        type: 'enum',
        enum: ['inbound', 'outbound', 'both'],
        default: 'both',
        simulated: 'told, without an effect, as observed',
      },
      // Always two (observed).
      channels: {
        type: 'enum',
        enum: ['mono', 'dual'],
        default: 'dual',
        simulated: 'always two, as observed',
      },
      recordingConfigurationId: { type: 'string' },
    },
  },
};
