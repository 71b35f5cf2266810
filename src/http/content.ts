import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { type RefusedExchange, refusalHelp } from './help/refusal-help.ts';
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
export function sizeDiagnostic(exchange: RefusedExchange): Diagnostic | null {
  const { status, bytes, content } = exchange.got;
  const url = exchange.hop.asked;
  // Media has no such limit.
  if (content !== null || bytes <= MAX_BODY_BYTES) return null;
  return diagnostic({
    code: 11750,
    level: 'error',
    message: `the answer of ${url} (${status}) is larger than 64 kB`,
    help:
      status >= 400
        ? `it is an error page (status ${status}): ${refusalHelp(exchange)}`
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

/** Where Twilio sees no type it says so, also of an answer without a body (twilio-node issue 369). */
const NO_TYPE = 'Twilio: "Response does not contain content type", shown as 502 Bad Gateway';

/**
 * Judges a 2xx answer: an unusable type is 12300, no type and an empty 200 are 11200 (error dictionary; Twilio's
 * debugger shows the last two as a 502). 202 and 204 without a body are "no instructions": to a message they are the
 * proper way to say so (error dictionary, 11200), in a call they come with a warning.
 */
export function contentOf(url: string, response: HopResponse, dialect: Dialect = 'call'): Content {
  const type = essence(response);
  const isMessage = dialect === 'message';
  if (response.bytes === 0) return emptyOf(url, response, isMessage);
  const fatal = (code: number, message: string) =>
    refused(type, { code, message, help: 'send Content-Type: text/xml', url });
  if (type === null) return fatal(11200, `the answer of ${url} has no content type (${NO_TYPE})`);
  if (TWIML_TYPES.has(type)) return { kind: 'twiml', type, diagnostic: null };
  if (type === 'text/plain')
    return { kind: 'text', type, diagnostic: isMessage ? twimlAsText(url, response) : null };
  if (AUDIO_TYPES.has(type) && !isMessage) return { kind: 'audio', type, diagnostic: null };
  return fatal(12300, `the answer of ${url} has the content type ${type}`);
}

/** An answer without a body. */
function emptyOf(url: string, response: HopResponse, isMessage: boolean): Content {
  const type = essence(response);
  const what = `the answer of ${url} (${response.status}) is empty`;
  const forgot = 'answer with at least <Response/>; did your handler return before it wrote the TwiML?';
  if (type !== null && isChunked(response)) {
    const help = 'answer with at least <Response/>; to acknowledge only, send 204 or Content-Length: 0';
    return refused(type, { code: 11770, message: `${what}, and was sent in chunks`, help, url });
  }
  if (!isBodiless(response)) {
    const help = isMessage ? 'answer with at least <Response/>, or with 204 to send nothing' : forgot;
    return refused(type, { code: 11200, message: `${what} (${NO_TYPE})`, help, url });
  }
  if (isMessage) return { kind: 'empty', type, diagnostic: null };
  const message = `${what}: there are no instructions, the call ends`;
  const told = diagnostic({ code: 11200, level: 'warning', message, help: forgot, url });
  return { kind: 'empty', type, diagnostic: told };
}

/** An answer that cannot be used. */
function refused(
  type: string | null,
  why: { readonly code: number; readonly message: string; readonly help: string; readonly url: string },
): Content {
  return { kind: null, type, diagnostic: diagnostic({ level: 'error', ...why }) };
}

/**
 * Judges the 2xx answer of a callback, which changes nothing: 204 is right, an empty 200 or one without a type is a
 * warning (twilio-node issue 369), and another type than TwiML is fine (Twilio help centre, 12300).
 */
export function callbackAnswerOf(url: string, response: HopResponse): Content {
  const type = essence(response);
  const remark = (
    level: 'warning' | 'info',
    code: number,
    [message, help]: readonly [string, string],
  ): Content => ({
    kind: 'empty',
    type,
    diagnostic: diagnostic({ code, level, message, help, url }),
  });
  if (response.bytes === 0 && isBodiless(response)) return { kind: 'empty', type, diagnostic: null };
  const quiet = 'answer 204 (in Express: res.sendStatus(204)); nothing else is affected';
  if (response.bytes === 0)
    return remark('warning', 11200, [
      `the answer of ${url} (${response.status}) is empty (${NO_TYPE})`,
      quiet,
    ]);
  if (type === null)
    return remark('warning', 11200, [`the answer of ${url} has no content type (${NO_TYPE})`, quiet]);
  if (TWIML_TYPES.has(type) || AUDIO_TYPES.has(type) || type === 'text/plain')
    return { kind: 'empty', type, diagnostic: null };
  const message = `the answer of ${url} has the content type ${type}, which a callback may have`;
  return remark('info', 12300, [
    message,
    'nothing needs to be done; 204 without a body is what Twilio recommends',
  ]);
}

/** 202 and 204 say on purpose that there is nothing; 204 has no body (RFC 9110 section 15.3.5). */
function isBodiless({ status }: HopResponse): boolean {
  return status === 202 || status === 204;
}

function isChunked({ headers }: HopResponse): boolean {
  return /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '');
}
