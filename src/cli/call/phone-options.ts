import { type Command, Option } from 'commander';
import type { LegSetup } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { credentialsDiagnostic } from '../../http/authentication.ts';
import { type PublicUrl, toPublic } from '../../http/url/public-url.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** What comes of an outbound call. */
const OUTCOMES = ['answer', 'machine', 'fax', 'busy', 'no-answer', 'fail', 'cancel'] as const;
const DETECTIONS = ['Enable', 'DetectMessageEnd'] as const;

/** Options about the phones around a call: who takes an outbound one, what carriers say, what can be dialled. */
export interface PhoneOptions {
  readonly outcome: (typeof OUTCOMES)[number];
  readonly machineDetection?: (typeof DETECTIONS)[number];
  readonly stir?: string;
  readonly forwardedFrom?: string;
  /** Voice URLs of applications, by ApplicationSid. */
  readonly application: Readonly<Record<Sid, string>>;
}

/** Adds those options to a command. */
export function addPhoneOptions(command: Command): Command {
  return command
    .option('--outcome <outcome>', `of an outbound call: ${OUTCOMES.join(', ')}`, oneOf(OUTCOMES), 'answer')
    .option(
      '--machine-detection <mode>',
      'find out who answers an outbound call: Enable or DetectMessageEnd',
      oneOf(DETECTIONS),
    )
    .option('--stir <value>', 'StirVerstat of an inbound call, StirStatus of an outbound one')
    .option('--forwarded-from <number>', 'the number that forwarded the call: ForwardedFrom and CalledVia')
    .addOption(
      new Option('--application <sid=url>', 'what a <Dial><Application> runs (repeatable)')
        .argParser(application)
        .default({}, 'none'),
    );
}

/** What these options say about a call. */
export function phoneSetup(
  options: PhoneOptions,
  routes: readonly PublicUrl[],
): Pick<LegSetup, 'outcome' | 'machineDetection' | 'stir' | 'forwardedFrom' | 'applications'> {
  const { outcome, machineDetection, stir, forwardedFrom, application: applications } = options;
  const urls = Object.entries(applications).map(([sid, url]) => [sid, toPublic(url, routes)] as const);
  return {
    outcome: outcome === 'answer' ? null : outcome,
    ...(machineDetection ? { machineDetection } : {}),
    ...(stir === undefined ? {} : { stir }),
    ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
    ...(urls.length > 0 ? { applications: Object.fromEntries(urls) } : {}),
  };
}

function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((known) => known.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new UsageError(`"${text}": write ${words.join(' or ')}`);
    return found;
  };
}

function application(text: string, before: Readonly<Record<Sid, string>>): Readonly<Record<Sid, string>> {
  const [, sid, url = ''] = /^(AP[\da-f]{32})=(.*)$/i.exec(text) ?? [];
  const fits = /^https?:\/\//i.test(url) && URL.canParse(url) && !credentialsDiagnostic(url);
  if (sid === undefined || !fits) {
    throw new UsageError(`--application ${text}: write SID=URL, the SID of a TwiML app and its Voice URL`);
  }
  return { ...before, [sid]: url };
}
