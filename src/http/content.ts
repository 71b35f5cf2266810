import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { type Dialect, type HopResponse, headerValue } from './hop.ts';
import { MAX_BODY_BYTES } from './limits.ts';

/** What an answer to a TwiML request is, by its Content-Type (Twilio docs: TwiML for Programmable Voice). */
export type ContentKind = 'twiml' | 'text' | 'audio' | 'file' | 'empty';

/** The judgement: how to treat the body, what to report, and whether the report is fatal. */
export interface Content {
  readonly kind: ContentKind | null;
  /** Essence of the Content-Type, lower case, without parameters; `null` without one. */
  readonly type: string | null;
  readonly diagnostic: Diagnostic | null;
}

const TWIML_TYPES = new Set(['text/xml', 'application/xml', 'text/html']);

/** Media types that `<Play>` and an audio answer may have (Twilio docs: Play). */
const AUDIO_TYPES = new Set([
  'audio/mpeg',
  'audio/wav',
  'audio/wave',
  'audio/x-wav',
  'audio/aiff',
  'audio/x-aifc',
  'audio/x-aiff',
  'audio/x-gsm',
  'audio/gsm',
  'audio/ulaw',
]);

/**
 * Any answer above 64 kB is 11750, whatever its status: "often an error page or debug dump" (error dictionary).
 * `null` means the size is fine.
 */
export function sizeDiagnostic(url: string, { status, bytes, content }: HopResponse): Diagnostic | null {
  // Media has no such limit.
  if (content !== null || bytes <= MAX_BODY_BYTES) return null;
  return diagnostic({
    code: 11750,
    level: 'error',
    message: `the answer of ${url} (${status}) is larger than 64 kB`,
    help:
      status >= 400
        ? 'it is an error page: its beginning, or the log of your app, should say what failed'
        : 'shorten the document; media belongs behind a <Play> URL',
    url,
  });
}

/**
 * Judges a file that is to be played: what is no audio is 13420, without a type 12300 (error dictionary; Twilio
 * docs: Play, "Supported audio types").
 */
export function mediaOf(url: string, response: HopResponse): Content {
  const type = essence(response);
  if (type !== null && AUDIO_TYPES.has(type) && response.bytes > 0)
    return { kind: 'audio', type, diagnostic: null };
  const code = type === null ? 12300 : 13420;
  const help = 'serve an mp3, wav, aiff, gsm or ulaw file with its audio/... type';
  const message = whyUnplayable(url, type);
  return { kind: null, type, diagnostic: diagnostic({ code, level: 'error', message, help, url }) };
}

function whyUnplayable(url: string, type: string | null): string {
  if (type === null) return `the answer of ${url} has no content type, so it cannot be played`;
  if (AUDIO_TYPES.has(type)) return `the file of ${url} is empty`;
  return `the answer of ${url} has the content type ${type}, which is no audio that can be played`;
}

/** Whoever writes to the application reads angle brackets; a call would run such an answer (`Product.runsPlainText`). */
function twimlAsText(url: string, { body }: HopResponse): Diagnostic | null {
  if (!/^\s*<(\?xml|Response)[\s>/]/.test(body)) return null;
  return diagnostic({
    rule: 'twiml-as-text',
    level: 'warning',
    message: `the answer of ${url} looks like TwiML, but its type is text/plain: it is sent as a text`,
    help: 'set Content-Type: text/xml',
    url,
  });
}

/** Judges a file that is to be sent on: which types and sizes can be sent is the channel's affair. */
export function attachmentOf(url: string, response: HopResponse): Content {
  const type = essence(response);
  if (response.bytes > 0) return { kind: 'file', type, diagnostic: null };
  const message = `the file of ${url} is empty`;
  const help = 'does the URL lead to the file itself?';
  return {
    kind: null,
    type,
    diagnostic: diagnostic({ code: 11200, level: 'error', message, help, url }),
  };
}

function essence(response: HopResponse): string | null {
  return headerValue(response.headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() || null;
}

/**
 * Judges a 2xx answer: an unusable type is 12300, no type 11200 (error dictionary; Twilio's debugger shows the
 * last as a 502). An empty answer is "no instructions", with a warning; for a message 202 and 204 are the proper way
 * to say so (error dictionary, 11200), and audio is unusable.
 */
export function contentOf(url: string, response: HopResponse, dialect: Dialect = 'call'): Content {
  const type = essence(response);
  const isMessage = dialect === 'message';
  const fatal = (code: number, message: string, help: string): Content => ({
    kind: null,
    type,
    diagnostic: diagnostic({ code, level: 'error', message, help, url }),
  });
  if (response.bytes === 0 && /chunked/i.test(headerValue(response.headers, 'transfer-encoding') ?? '')) {
    return fatal(
      11770,
      `the answer of ${url} (${response.status}) is empty, and was sent in chunks`,
      'answer with at least <Response/>; to acknowledge only, send 204 or Content-Length: 0',
    );
  }
  if (response.bytes === 0 && isMessage && response.status !== 200) {
    return { kind: 'empty', type, diagnostic: null };
  }
  if (response.bytes === 0) {
    const outcome = isMessage ? 'nothing is sent' : 'the call ends';
    return {
      kind: 'empty',
      type,
      diagnostic: diagnostic({
        code: 11200,
        level: 'warning',
        message: `the answer of ${url} (${response.status}) is empty: there are no instructions, ${outcome}`,
        help: 'answer with at least <Response/>; did your handler return before it wrote the TwiML?',
        url,
      }),
    };
  }
  if (type === null) {
    return fatal(
      11200,
      `the answer of ${url} does not contain a content type (Twilio shows 502 Bad Gateway)`,
      'send Content-Type: text/xml',
    );
  }
  if (TWIML_TYPES.has(type)) return { kind: 'twiml', type, diagnostic: null };
  if (type === 'text/plain')
    return { kind: 'text', type, diagnostic: isMessage ? twimlAsText(url, response) : null };
  if (AUDIO_TYPES.has(type) && !isMessage) return { kind: 'audio', type, diagnostic: null };
  return fatal(12300, `the answer of ${url} has the content type ${type}`, 'send Content-Type: text/xml');
}
