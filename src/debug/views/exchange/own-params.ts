import { TELLING_PARAMETERS } from '../../../twiml/language/traits.ts';
import type { PublicEventOf } from '../../public-event.ts';
import { visibleText } from '../text/visible-text.ts';

/** What a callback tells of, by why it is made. */
const EVENTS: Readonly<Partial<Record<PublicEventOf<'exchange'>['purpose'], readonly string[]>>> = {
  'status-callback': ['CallStatus'],
  'recording-status': ['RecordingStatus'],
  transcription: ['TranscriptionStatus'],
  'partial-result': ['UnstableSpeechResult'],
  'conference-status': ['StatusCallbackEvent'],
  'amd-status': ['AnsweredBy'],
  'stream-status': ['StreamEvent'],
  'siprec-status': ['SiprecEvent'],
  'transcription-status': ['TranscriptionEvent'],
  'virtual-agent-status': ['VirtualAgentStatus'],
  'pay-status': ['For', 'ErrorType', 'Result'],
  'sms-status': ['SmsStatus'],
  'message-status': ['MessageStatus', 'ErrorCode'],
};

/** What a request is about, as `Name=value` with a blank between them: what its verb adds, or the news of a callback. */
export function ownParams(event: Pick<PublicEventOf<'exchange'>, 'params' | 'purpose'>): string {
  return telling(event)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** The same where there is little room: the news of a callback say what they are by themselves. */
export function briefParams(event: Pick<PublicEventOf<'exchange'>, 'params' | 'purpose'>): string {
  if (!EVENTS[event.purpose]) return ownParams(event);
  return telling(event)
    .map(([, value]) => value)
    .join(' ');
}

function telling({
  params,
  purpose,
}: Pick<PublicEventOf<'exchange'>, 'params' | 'purpose'>): readonly (readonly [string, string])[] {
  const names = EVENTS[purpose] ?? TELLING_PARAMETERS;
  return names.flatMap((name) => (params[name] ? [[name, visibleText(params[name])] as const] : []));
}
