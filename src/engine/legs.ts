import type { Sid } from './identifiers.ts';
import type { Leg } from './switchboard.ts';
import { emptyTable, placeIn, rowAt, rowsOf, type Table, withRow } from './table.ts';

/** All legs of a session, those that are over too, in the order in which they came up. */
export interface Legs {
  readonly rows: Table<Leg>;
  /** How many of them are not over. */
  readonly live: number;
  /** The applications that verbs of a leg have dialled, by that leg. */
  readonly applications: Table<readonly Sid[]>;
}

export const NO_LEGS: Legs = { rows: emptyTable(), live: 0, applications: emptyTable() };

export function legAt({ rows }: Legs, sid: Sid): Leg | undefined {
  return rowAt(rows, sid);
}

/** Every leg, the one that came up first before the others. */
export function allLegs({ rows }: Legs): readonly Leg[] {
  return rowsOf(rows);
}

/** The leg that the session began with. */
export function firstLeg({ rows }: Legs): Leg | null {
  return rows.pages[0]?.[0] ?? null;
}

/** True when there have been legs, and every one is over. */
export function areOver({ rows, live }: Legs): boolean {
  return rows.size > 0 && live === 0;
}

/** Two legs, the one that came up first before the other. */
export function inOrder({ rows }: Legs, a: Sid, b: Sid): readonly [Sid, Sid] {
  return (placeIn(rows, b) ?? Number.POSITIVE_INFINITY) < (placeIn(rows, a) ?? Number.POSITIVE_INFINITY)
    ? [b, a]
    : [a, b];
}

/** The legs with one that is new or has changed. */
export function withLeg(legs: Legs, leg: Leg): Legs {
  const before = rowAt(legs.rows, leg.sid);
  const rows = withRow(legs.rows, leg.sid, leg);
  const live = legs.live + Number(leg.endedAt === null) - Number(before?.endedAt === null);
  const { owner, setup } = leg;
  if (before || !owner || setup.target === null) return { ...legs, rows, live };
  const dialled = rowAt(legs.applications, owner.leg) ?? [];
  return { rows, live, applications: withRow(legs.applications, owner.leg, [...dialled, leg.sid]) };
}

/**
 * The leg whose verbs hear what this one's party does: its own, or that of an application which it dialled and which
 * has answered. An application is a dialled leg with a main document of its own.
 */
export function hearerOf(legs: Legs, leg: Leg): Leg {
  for (const sid of rowAt(legs.applications, leg.sid) ?? []) {
    const application = legAt(legs, sid);
    // A live update makes it a call of its own.
    if (application?.owner?.leg !== leg.sid) continue;
    if (application.answeredAt !== null && application.endedAt === null) return hearerOf(legs, application);
  }
  return leg;
}
