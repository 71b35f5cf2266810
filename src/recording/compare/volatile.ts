import { drawHex, drawUuid } from '../../engine/identifiers.ts';
import { literalPattern } from './literal-pattern.ts';
import type { Side } from './side.ts';

/** What is different in every session because this program makes it so, by the name of the rule that leaves it out. */
export const BUILT_IN_RULES = {
  identifiers: 'SIDs, CallTokens and other identifiers that twiml-debug makes up',
  dates: 'dates and times of day',
  origins: "the target's origin, and where twiml-debug serves files",
  ports: 'ports of loopback addresses',
  durations: 'durations, where something else differs or the wire took that long',
  unfinished: 'what comes after the end of a recording that was cut off',
} as const;

/** A built-in rule. */
export type BuiltInRule = keyof typeof BUILT_IN_RULES;

/** Puts the same text in place of what a rule leaves out, in a value at a path. */
export interface Mask {
  readonly rule: string;
  mask(path: string, value: string): string;
}

/** Parameters whose values are dates. */
const DATES = /\.params\.(?:Timestamp|RecordingStartTime|RawDlrDoneDate)$/;

/** Parameters whose values are seconds on the session's clock. */
const DURATIONS = /(?:Duration|QueueTime)$/;

/** True for a parameter that tells how long something took. */
export function isDuration(parameter: string): boolean {
  return DURATIONS.test(parameter);
}

/** The built-in rules for the values of one side. */
export function masksOf(side: Side): readonly Mask[] {
  const isOwn = ownNames(side);
  const origins = originPattern(side.origins);
  return [
    {
      rule: 'identifiers',
      mask: (path, value) =>
        path.endsWith('.params.SipCallId')
          ? '…'
          : value
              .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/g, (id) =>
                isOwn(id) ? '…' : id,
              )
              .replace(/([A-Z]{2})?([0-9a-f]{32})/g, (all, kind: string | undefined, hex: string) =>
                isOwn(hex) || isOwn(all) ? `${kind ?? ''}…` : all,
              ),
    },
    { rule: 'dates', mask: (path, value) => (DATES.test(path) ? '…' : value) },
    { rule: 'origins', mask: (_path, value) => (origins ? value.replace(origins, '$1…') : value) },
    {
      rule: 'ports',
      mask: (_path, value) =>
        value
          .replace(/(\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])):\d+/gi, '$1:…')
          .replace(/(%2F%2F(?:localhost|127(?:\.\d{1,3}){3}|%5B%3A%3A1%5D))%3A\d+/gi, '$1:…'),
    },
  ];
}

/** A scheme and one of these origins; a WebSocket of the same host too. */
function originPattern(origins: readonly string[]): RegExp | null {
  const hosts = origins.flatMap((origin) => URL.parse(origin)?.host ?? []);
  if (hosts.length === 0) return null;
  const escaped = hosts.toSorted((x, y) => y.length - x.length).map((host) => literalPattern(host));
  return new RegExp(`\\b(http|ws)s?://(?:${escaped.join('|')})(?![\\w.:-])`, 'g');
}

/** Identifiers that are drawn for each event at most; those of a session are numbered. */
const DRAWN_PER_EVENT = 6;
const DRAWN_AT_LEAST = 100;

/** Tells the identifiers of a session, which are a function of its seed and their number, from an application's. */
function ownNames({ seed, events, identifiers }: Side): (id: string) => boolean {
  const own = new Set(identifiers);
  const most = seed === null ? 0 : events.length * DRAWN_PER_EVENT + DRAWN_AT_LEAST;
  let drawn = 0;
  return (id) => {
    while (!own.has(id) && drawn < most) {
      own.add(drawHex(seed ?? '', drawn));
      own.add(drawUuid(seed ?? '', drawn));
      drawn++;
    }
    return own.has(id);
  };
}
