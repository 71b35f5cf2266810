import type { Params } from '../http/url/params.ts';

/** Why a request is made: for instructions, for a file, or to tell something to somebody who cannot steer anything. */
export type Purpose = InstructionPurpose | 'media' | CallbackPurpose;

/** The answer is a document that a leg runs. */
export type InstructionPurpose =
  | 'document'
  | 'action'
  | 'redirect'
  | 'fallback'
  | 'wait'
  | 'screening'
  | 'whisper'
  | 'announcement'
  | 'refer'
  | 'update';

/** Nobody waits for the answer, and it changes nothing. */
export type CallbackPurpose =
  | 'status-callback'
  | 'recording-status'
  | 'transcription'
  | 'partial-result'
  | 'conference-status'
  | 'amd-status'
  | 'stream-status'
  | 'siprec-status'
  | 'transcription-status'
  | 'virtual-agent-status'
  | 'pay-status'
  | 'sms-status'
  | 'message-status';

/** What the answer is for, by purpose: nothing is left to be found out by elimination. */
const KINDS: Readonly<
  Record<InstructionPurpose, 'instruction'> & Record<'media', 'file'> & Record<CallbackPurpose, 'callback'>
> = {
  document: 'instruction',
  action: 'instruction',
  redirect: 'instruction',
  fallback: 'instruction',
  wait: 'instruction',
  screening: 'instruction',
  whisper: 'instruction',
  announcement: 'instruction',
  refer: 'instruction',
  update: 'instruction',
  media: 'file',
  'status-callback': 'callback',
  'recording-status': 'callback',
  transcription: 'callback',
  'partial-result': 'callback',
  'conference-status': 'callback',
  'amd-status': 'callback',
  'stream-status': 'callback',
  'siprec-status': 'callback',
  'transcription-status': 'callback',
  'virtual-agent-status': 'callback',
  'pay-status': 'callback',
  'sms-status': 'callback',
  'message-status': 'callback',
};

/** True for requests whose answer cannot steer anything: they have no cookies, and their troubles are warnings. */
export function isCallback(purpose: Purpose): purpose is CallbackPurpose {
  return KINDS[purpose] === 'callback';
}

/** A request that somebody wants; the product adds its standard parameters. */
export interface DocumentRequest {
  readonly purpose: Purpose;
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  /** The verb's own parameters; they take the place of standard ones with the same name. */
  readonly own: Params;
  /** In place of the product's standard parameters. */
  readonly standard?: Params;
}
