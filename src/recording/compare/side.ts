import type { PublicEvent } from '../../debug/public-event.ts';
import type { LegSetup, Target } from '../../engine/placed/leg-setup.ts';
import type { RecordingLine } from '../format.ts';

/** One of two sessions that are compared: what was told in it, and what of it this program made up. */
export interface Side {
  readonly events: readonly PublicEvent[];
  /** Decides the identifiers of the session; `null` where it is not known. */
  readonly seed: string | null;
  /** Further identifiers that are not the application's: those of files that were sent. */
  readonly identifiers: readonly string[];
  /** Where the application is, and what is served to it: an origin that changed is no difference. */
  readonly origins: readonly string[];
  /** Documents that nobody was asked for, by the name that they go by. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The side of a comparison that the lines of a recording make. */
export function sideOf(lines: readonly RecordingLine[]): Side {
  const placed = lines.flatMap((line) => ('in' in line && line.in.type === 'placed' ? [line.in] : []));
  const replaced = lines.flatMap((line) =>
    'in' in line && line.in.type === 'replaced' && line.in.by !== 'hang-up' ? [line.in.by] : [],
  );
  const legs = placed.map(({ leg }) => leg);
  const routes = placed.flatMap(({ rules }) => rules.publicUrls ?? []);
  const targets = [...legs.flatMap(({ target }) => (target ? [target] : [])), ...replaced];
  return {
    events: lines.flatMap((line) => ('out' in line ? [line.out] : [])),
    seed: placed[0]?.seed ?? null,
    identifiers: legs.flatMap(filesOf),
    origins: [
      ...new Set([
        ...targets.slice(0, 1).flatMap(originOf),
        ...routes.flatMap(({ origin, local }) => [origin, local]),
        ...legs.flatMap(servedAt),
      ]),
    ],
    sources: Object.fromEntries(
      targets.flatMap((target) => (target.kind === 'source' ? [[target.name, target.source]] : [])),
    ),
  };
}

function originOf(target: Target): readonly string[] {
  const url = target.kind === 'url' ? target.url : target.baseUrl;
  const origin = url === null ? null : URL.parse(url)?.origin;
  return origin == null ? [] : [origin];
}

function filesOf(leg: LegSetup): readonly string[] {
  switch (leg.product) {
    case 'voice':
      return [];
    case 'messaging':
      return leg.message.media.map(({ sid }) => sid);
    case 'fax':
      return [leg.fax.document.sid];
  }
}

function servedAt(leg: LegSetup): readonly string[] {
  switch (leg.product) {
    case 'voice':
      return [leg.recordingsAt];
    case 'messaging':
      return [leg.message.handling.mediaAt];
    case 'fax':
      return [leg.fax.mediaAt];
  }
}
