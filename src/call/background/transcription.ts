import type { Sid } from '../../engine/identifiers.ts';
import type { Background } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { isoTimestamp } from '../callbacks/timestamp.ts';
import { masked } from '../gather/profanity.ts';
import { absoluteCallback, type KeptCallback, tellCallback, titleOf } from './callbacks.ts';
import type { BackgroundKind, Said } from './kind.ts';

type State = {
  readonly callback: KeptCallback;
  readonly engine: string;
  /** As JSON, as the callback says it. */
  readonly configuration: string;
  readonly track: string;
  readonly inboundLabel: string;
  readonly outboundLabel: string;
  readonly language: string;
  readonly partial: boolean;
  readonly providerData: boolean;
  readonly profanityFilter: boolean;
  readonly punctuation: boolean;
  /** The SequenceId of the last event. */
  readonly sequence: number;
};

/** How sure the simulated engine is of everything. */
const CONFIDENCE = 0.95;
const STABILITY = 0.5;

/**
 * A transcript of the call while it lasts (Twilio docs: TwiML Voice: Transcription). What `<Say>` speaks and what
 * the caller says are transcribed word by word as soon as they have been said.
 */
export const TRANSCRIPTION: BackgroundKind = {
  prefix: 'GT',
  begin: (noun) =>
    ({
      callback: absoluteCallback(noun, 'statusCallbackUrl', 'statusCallbackMethod'),
      engine: noun.word('transcriptionEngine') || 'google',
      configuration: JSON.stringify({
        profanityFilter: String(noun.flag('profanityFilter')),
        speechModel: noun.word('speechModel'),
        enableAutomaticPunctuation: String(noun.flag('enableAutomaticPunctuation')),
        ...(noun.attribute('hints') === undefined ? {} : { hints: noun.word('hints') }),
      }),
      track: noun.word('track') || 'both_tracks',
      inboundLabel: noun.word('inboundTrackLabel'),
      outboundLabel: noun.word('outboundTrackLabel'),
      language: noun.word('languageCode') || 'en-US',
      partial: noun.flag('partialResults'),
      providerData: noun.flag('enableProviderData'),
      profanityFilter: noun.flag('profanityFilter'),
      punctuation: noun.flag('enableAutomaticPunctuation'),
      sequence: 0,
    }) satisfies State,

  started(turn, leg, work) {
    const state = work.state as State;
    return report(turn, leg, work, [
      ['TranscriptionEvent', 'transcription-started'],
      ['ProviderConfiguration', state.configuration],
      ['TranscriptionEngine', state.engine],
      // Unlike a stream, one without a name has none (Twilio docs: Transcription).
      ['Name', work.name === work.sid ? '' : work.name],
      ['Track', state.track],
      ['InboundTrackLabel', state.inboundLabel],
      ['OutboundTrackLabel', state.outboundLabel],
      ['PartialResults', String(state.partial)],
      ['LanguageCode', state.language],
    ]);
  },

  ended(turn, leg, work, code) {
    if (code === null) {
      report(turn, leg, work, [['TranscriptionEvent', 'transcription-stopped']]);
      return;
    }
    report(turn, leg, work, [
      ['TranscriptionEvent', 'transcription-error'],
      ['TranscriptionErrorCode', String(code)],
      ['TranscriptionError', titleOf(turn, code)],
    ]);
  },

  hears(turn, leg, work, heard) {
    const state = work.state as State;
    if (state.track !== 'both_tracks' && state.track !== heard.track) return state;
    const said = { ...heard, text: written(state, heard.text) };
    const begun = state.partial ? interim(turn, leg, work, said) : state;
    const data = { transcript: said.text, confidence: CONFIDENCE };
    const final: Content = { track: said.track, data, more: [['Final', 'true']] };
    return content(turn, leg, { ...work, state: begun }, final);
  },
};

/** What was said as the attributes want it written. */
function written({ profanityFilter, punctuation }: State, text: string): string {
  const words = punctuation ? text : text.replace(/(?<![.,;:!?])[.,;:!?]+(?=\s|$)/g, '');
  return profanityFilter ? masked(words) : words;
}

/** What is heard when half of it has been said. */
function interim(turn: Turn, leg: Sid, work: Background, said: Said): State {
  const words = said.text.split(/\s+/);
  if (words.length < 2) return work.state as State;
  return content(turn, leg, work, {
    track: said.track,
    data: { transcript: words.slice(0, Math.ceil(words.length / 2)).join(' ') },
    more: [
      ['Final', 'false'],
      ['Stability', String(STABILITY)],
    ],
  });
}

/** A piece of the transcript. */
interface Content {
  readonly track: Said['track'];
  /** As the engine has it. */
  readonly data: object;
  /** Parameters that say how final it is. */
  readonly more: Params;
}

function content(turn: Turn, leg: Sid, work: Background, { track, data, more }: Content): State {
  const state = work.state as State;
  const text = JSON.stringify(data);
  return report(turn, leg, work, [
    ['TranscriptionEvent', 'transcription-content'],
    ['LanguageCode', state.language],
    ['Track', track],
    ['TranscriptionData', text],
    ...more,
    ...(state.providerData ? [['TranscriptionProviderData', text] as const] : []),
  ]);
}

/** Tells an event; answers the state with its number. */
function report(turn: Turn, leg: Sid, work: Background, event: Params): State {
  const state = work.state as State;
  const sequence = state.sequence + 1;
  const own: Params = [
    ['TranscriptionSid', work.sid],
    ['Timestamp', isoTimestamp(turn)],
    ['SequenceId', String(sequence)],
    ...event,
  ];
  tellCallback(turn, leg, { purpose: 'transcription-status', callback: state.callback, own });
  return { ...state, sequence };
}
