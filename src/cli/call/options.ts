import { type Command, Option } from 'commander';
import { parseWhere, type Where } from '../../debug/breakpoints/breakpoints.ts';
import { wrongAddress } from '../../debug/people/address.ts';
import { type CalleeScript, parseCalleeScript } from '../../debug/people/callee-script.ts';
import { parseCallerScript, type ScriptAction } from '../../debug/people/caller-script.ts';
import type { FarEndPlan } from '../../debug/people/far-end.ts';
import { type Join, parseJoin } from '../../debug/people/join-script.ts';
import { type Fault, parseFault } from '../../debug/wire/fault.ts';
import type { SignatureMode } from '../../debug/wire/sender.ts';
import type { ProgressEvent } from '../../engine/event.ts';
import { credentialsDiagnostic } from '../../http/authentication.ts';
import { TOTAL_TIMEOUT_MS } from '../../http/limits.ts';
import type { Params } from '../../http/url/params.ts';
import type { PublicUrl } from '../../http/url/public-url.ts';
import { readScript } from '../arguments/script-file.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { EXAMPLE_AUTH_TOKEN, isAccountSid } from '../session/identity.ts';
import { farEndOption } from './far-end-option.ts';
import { addPhoneOptions, type PhoneOptions } from './phone-options.ts';

/** Options of a call as commander hands them over: strings, and what their parsers made of them. */
export interface CallOptions extends PhoneOptions {
  readonly method: 'GET' | 'POST';
  readonly from: string;
  readonly to: string;
  readonly param: Params;
  readonly direction: 'inbound' | 'outbound-api';
  readonly accountSid?: string;
  readonly authToken?: string;
  readonly publicUrl: readonly string[];
  readonly fallbackUrl?: string;
  readonly fallbackUrlMethod: 'GET' | 'POST';
  readonly statusCallback?: string;
  readonly statusCallbackMethod: 'GET' | 'POST';
  readonly baseUrl?: string;
  readonly caller?: readonly ScriptAction[];
  readonly callerFile?: readonly ScriptAction[];
  readonly clock?: 'real' | 'virtual';
  readonly speed: number;
  readonly break: readonly Where[];
  /** A path, `true` for the default place, `false` for none. */
  readonly record: string | boolean;
  /** Milliseconds; infinite when it is off (commander takes no `null` from a parser). */
  readonly webhookTimeout: number;
  readonly insecure?: boolean;
  readonly fault: readonly Fault[];
  readonly signature: SignatureMode;
  readonly redirect307: 'repeat' | 'drop';
  readonly playFailure: 'end' | 'next';
  readonly emptyRecording: 'next' | 'action';
  readonly payExhausted: 'action' | 'next';
  readonly statusCallbackEvent: readonly ProgressEvent[];
  readonly callee?: CalleeScript;
  readonly farEnd?: FarEndPlan;
  readonly join: readonly Join[];
  readonly wait: number;
  readonly maxSteps: number;
  readonly seed?: string;
}

/** Adds the options that a call has wherever it is made. */
export function addCallOptions(command: Command): Command {
  command
    .option('--method <GET|POST>', 'method of the first request', word(['GET', 'POST']), 'POST')
    .option('--from <number>', 'who calls', address, '+15551230001')
    .option('--to <number>', 'the number that was called', address, '+15559870002')
    .addOption(
      repeatable(
        '--param <name=value>',
        'another request parameter, or another value for one (repeatable)',
        param,
      ),
    )
    .option(
      '--direction <direction>',
      'inbound or outbound-api',
      word(['inbound', 'outbound-api']),
      'inbound',
    )
    .option(
      '--account-sid <sid>',
      'AccountSid of the requests (default: TWILIO_ACCOUNT_SID, or an example)',
      accountSid,
    )
    .option(
      '--auth-token <token>',
      `key of X-Twilio-Signature (default: TWILIO_AUTH_TOKEN, or ${EXAMPLE_AUTH_TOKEN})`,
    )
    .addOption(
      repeatable('--public-url <origin[=local]>', 'sign for ORIGIN, send to LOCAL (repeatable)', append),
    )
    .option('--fallback-url <url>', 'asked with ErrorCode and ErrorUrl when something fails', absoluteUrl)
    .option('--fallback-url-method <GET|POST>', 'its method', word(['GET', 'POST']), 'POST')
    .option('--status-callback <url>', 'told when the call has ended', absoluteUrl)
    .option('--status-callback-method <GET|POST>', 'its method', word(['GET', 'POST']), 'POST')
    .addOption(
      new Option(
        '--status-callback-event <events>',
        'of an outbound call: initiated ringing answered completed',
      )
        .argParser(progressEvents)
        .default(['completed'], 'completed'),
    )
    .option('--base-url <url>', 'base of relative URLs in TwiML from a file or standard input', absoluteUrl)
    .option('--caller <script>', 'what the caller does: "press 1; wait 2s; press 42#; hang up"', script)
    .option('--caller-file <file>', 'the same, from a file', scriptFile)
    .option('--callee <script>', 'what dialled parties do: "busy; ring 5s answer press 1 talk 10s"', callees)
    .option(
      '--far-end <how>',
      'how the far end of a <Connect> behaves: "close 5s [words]" or "error 64105 [after 5s]"',
      farEndOption,
    )
    .addOption(
      repeatable(
        '--join <caller>',
        'somebody else who calls: "after 5s; from +15550000002; url /voice; press 1" (repeatable)',
        join,
      ),
    )
    .option('--clock <real|virtual>', 'whether waiting takes time', word(['real', 'virtual']))
    .option('--speed <factor>', 'how fast the real clock runs', speed, 1)
    .addOption(repeatable('--break <where>', 'stop before: Gather, line:12, url:/menu (repeatable)', where))
    .option('--record <path>', 'where the session is kept: a file or a folder', path)
    .option('--no-record', 'keep no recording')
    .addOption(
      new Option('--webhook-timeout <seconds|off>', "Twilio's limit for an answer")
        .argParser(seconds)
        .default(TOTAL_TIMEOUT_MS, '15'),
    )
    .option('--insecure', 'accept any TLS certificate, for self-signed ones in development')
    .addOption(
      repeatable(
        '--fault <what>',
        'spoil exchanges: slow 5s, refused, status 500, truncated, duplicated, out-of-order; after it "at 3" or url:/path (repeatable)',
        fault,
      ),
    )
    .option(
      '--signature <valid|wrong|missing>',
      'how requests are signed, to see that your app refuses a bad signature',
      word(['valid', 'wrong', 'missing']),
      'valid',
    )
    .option(
      '--redirect-307 <repeat|drop>',
      "whether a verb's own parameters survive a 307",
      word(['repeat', 'drop']),
      'repeat',
    )
    .option(
      '--play-failure <end|next>',
      'whether a <Play> that cannot be fetched ends the call',
      word(['end', 'next']),
      'end',
    )
    .option(
      '--empty-recording <next|action>',
      'whether a <Record> in which nothing was said runs the next verb',
      word(['next', 'action']),
      'next',
    )
    .option(
      '--pay-exhausted <action|next>',
      'what a <Pay> whose attempts are used up does',
      word(['action', 'next']),
      'action',
    )
    .option('--wait <seconds>', "let the webhook's server come up first", waitingTime, 0)
    .option(
      '--max-steps <number>',
      'verbs started before a call is taken for a loop',
      positiveInteger,
      10_000,
    )
    .option('--seed <text>', 'decides the identifiers: the same seed gives the same CallSid');
  return addPhoneOptions(command);
}

/** An option that may be given several times; commander hands each parser what the ones before made. */
function repeatable<T>(
  flags: string,
  help: string,
  parse: (text: string, before: readonly T[]) => readonly T[],
): Option {
  return new Option(flags, help).argParser(parse).default([], 'none');
}

/** Origins that lead to a local server; without a local part they lead to the target's. */
export function publicUrls(written: readonly string[], target: string | null): readonly PublicUrl[] {
  return written.map((text) => {
    const [left = '', right] = splitOrigins(text);
    const local = right ?? target;
    if (local === null) throw new UsageError(`--public-url ${text}: without a target URL write ORIGIN=LOCAL`);
    return {
      origin: originOf(left, text),
      local: right === undefined ? new URL(local).origin : originOf(local, text),
    };
  });
}

function splitOrigins(text: string): readonly string[] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** A path would be lost, and a login belongs to the target. */
function originOf(text: string, option: string): string {
  const url = URL.parse(text);
  const isOrigin = url && url.href === `${url.origin}/`;
  if (isOrigin && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(
    `--public-url ${option}: write origins, like https://app.example.com=http://127.0.0.1:3000`,
  );
}

/** Parses an option that is one of some words; for those in capitals, small letters do too. */
export function word<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((known) => known === text || known === text.toUpperCase());
    if (found === undefined) throw new UsageError(`"${text}": write ${words.join(' or ')}`);
    return found;
  };
}

function param(text: string, before: Params): Params {
  const at = text.indexOf('=');
  if (at <= 0) throw new UsageError(`--param ${text}: write NAME=VALUE`);
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

function address(text: string): string {
  const wrong = wrongAddress(text);
  if (wrong !== null)
    throw new UsageError(
      `"${text}": ${wrong}; write a number like +15551230001, or sip:, client:, whatsapp: ...`,
    );
  return text;
}

function accountSid(text: string): string {
  if (isAccountSid(text)) return text;
  throw new UsageError(`"${text}": write AC and 32 hexadecimal digits`);
}

function path(text: string): string {
  if (text === '') throw new UsageError('write a file or a folder');
  return text;
}

function append(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function where(text: string, before: readonly Where[]): readonly Where[] {
  const parsed = parseWhere(text);
  if (typeof parsed === 'string') throw new UsageError(`--break: ${parsed}`);
  return [...before, parsed];
}

function fault(text: string, before: readonly Fault[]): readonly Fault[] {
  const parsed = parseFault(text, 'always');
  if (typeof parsed === 'string') throw new UsageError(`--fault: ${parsed}`);
  return [...before, parsed];
}

function absoluteUrl(text: string): string {
  const refused = credentialsDiagnostic(text);
  if (refused) throw new UsageError(`${refused.message}; ${refused.help}`);
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`"${text}": write an absolute http or https URL`);
}

function script(text: string): readonly ScriptAction[] {
  const parsed = parseCallerScript(text);
  if (!parsed.ok) throw new UsageError(`--caller: ${parsed.message}`);
  return parsed.actions;
}

function callees(text: string): CalleeScript {
  const parsed = parseCalleeScript(text);
  if (!parsed.ok) throw new UsageError(`--callee: ${parsed.message}`);
  return parsed.script;
}

function join(text: string, before: readonly Join[]): readonly Join[] {
  const parsed = parseJoin(text);
  if (!parsed.ok) throw new UsageError(`--join: ${parsed.message}`);
  return [...before, parsed.join];
}

const PROGRESS = ['initiated', 'ringing', 'answered', 'completed'] as const;

function progressEvents(text: string): readonly ProgressEvent[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((event) => word(PROGRESS)(event));
}

function scriptFile(path: string): readonly ScriptAction[] {
  const parsed = parseCallerScript(readScript(path, '--caller-file'));
  if (!parsed.ok) throw new UsageError(`--caller-file ${path}: ${parsed.message}`);
  return parsed.actions;
}

function number(text: string, fits: (value: number) => boolean, form: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !fits(value)) throw new UsageError(`"${text}": write ${form}`);
  return value;
}

/** Parses an option that is a number above zero. */
export function positive(text: string): number {
  return number(text, (value) => value > 0, 'a number above 0');
}

function positiveInteger(text: string): number {
  return number(text, (value) => value > 0 && Number.isInteger(value), 'a whole number above 0');
}

/** Parses an option that counts something, which may be nothing. */
export function wholeNumber(text: string): number {
  return number(text, (value) => value >= 0 && Number.isInteger(value), 'a whole number from 0 on');
}

/** Parses an option that is a TCP port. */
export function port(text: string): number {
  const fits = (value: number) => value > 0 && value <= 65_535 && Number.isInteger(value);
  return number(text, fits, 'a port from 1 to 65535');
}

/** Beyond these no step would end, or all would at once. */
function speed(text: string): number {
  return number(text, (value) => value >= 0.001 && value <= 1_000_000, 'a number from 0.001 to 1000000');
}

function waitingTime(text: string): number {
  return number(text, (value) => value >= 0, 'a number of seconds');
}

function seconds(text: string): number {
  return text === 'off'
    ? Number.POSITIVE_INFINITY
    : Math.round(number(text, (value) => value > 0, 'seconds, or off') * 1000);
}
