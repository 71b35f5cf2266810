import { type LegMood, type LegView, legViews } from '../../debug/views/legs/leg-view.ts';
import type { PaneContent } from '../frame/frame.ts';
import { topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { pad, widthOf } from '../text/columns.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, span, type Tone } from '../text/line.ts';

const TONES: Readonly<Record<LegMood, Tone>> = {
  rings: 'waiting',
  waits: 'plain',
  runs: 'plain',
  talks: 'good',
  over: 'quiet',
  failed: 'error',
};

/** Every leg in a row: who, how it is, what it does. The one that is looked at is marked, and the one that holds. */
export function legsPane({ target }: Scene, room: Room): PaneContent {
  const legs = target ? legViews(target) : [];
  const chosen = legs.findIndex(({ selected }) => selected);
  const top = topFor(chosen, 0, room.rows, legs.length);
  const shown = legs.slice(top, top + room.rows);
  const number = String(legs.length).length;
  const name = Math.max(...shown.map((leg) => widthOf(leg.name)));
  const party = Math.max(...shown.map((leg) => widthOf(leg.party)));
  const rows = shown.map((leg) => row(leg, { number, name, party: Math.min(party, 20) }, room.columns));
  const more = legs.length > shown.length ? `${top + 1}-${top + shown.length} of ${legs.length} · ` : '';
  return { title: [span('Legs', 'strong')], note: [span(`${more}< > switch`, 'quiet')], rows };
}

interface Widths {
  readonly number: number;
  readonly name: number;
  readonly party: number;
}

function row(leg: LegView, widths: Widths, columns: number): Line {
  const tone = TONES[leg.mood];
  const named = leg.selected ? 'strong' : 'plain';
  const spans: Line = [
    span(leg.selected ? '▸ ' : '  ', 'focus'),
    span(`${pad(String(leg.number), widths.number, 'start')} `, 'quiet'),
    span(`${pad(leg.name, widths.name)}  `, leg.mood === 'over' ? 'quiet' : named),
    span(`${pad(leg.party, widths.party)}  `, 'quiet'),
    span(leg.does, tone),
    ...(leg.queued === '' ? [] : [span('  then ', 'quiet'), span(leg.queued, 'warning')]),
  ];
  if (!leg.holds) return fitLine(spans, columns);
  const mark = span(' holds ', 'now');
  return [...fitLine(spans, columns - lineWidth([mark]) - 1), mark, span(' ')];
}

/** The same in one line: with less about the others, the less room there is. */
export function legsLine({ target, size }: Scene): Line {
  const legs = target ? legViews(target) : [];
  const room = size.columns - 1;
  const lines = [...LEVELS.map((level) => levelLine(legs, level)), countLine(legs)];
  const fitting = lines.find((one) => lineWidth(one) <= room) ?? lines.at(-1) ?? [];
  return fitLine(fitting, size.columns);
}

/** What is said of the leg that is looked at, of the others, and of those that are over. */
const LEVELS = [
  { chosen: 'does', others: 'does', over: 'brief' },
  { chosen: 'does', others: 'brief', over: 'brief' },
  { chosen: 'brief', others: 'brief', over: 'brief' },
  { chosen: 'brief', others: 'brief', over: 'state' },
  { chosen: 'brief', others: 'brief', over: 'none' },
  { chosen: 'brief', others: 'state', over: 'none' },
] as const;

type Level = (typeof LEVELS)[number];
type Detail = 'does' | 'brief' | 'state' | 'number' | 'none';

function levelLine(legs: readonly LegView[], level: Level): Line {
  const parts = legs.flatMap((leg) => {
    const over = leg.mood === 'over' || leg.mood === 'failed';
    const other: Detail = over ? level.over : level.others;
    const detail: Detail = leg.selected ? level.chosen : other;
    return detail === 'none' ? [] : [part(leg, detail)];
  });
  const left = legs.length - parts.length;
  const rest: readonly Line[] = left > 0 ? [[span(`${left} over`, 'quiet')]] : [];
  const joined = [...parts, ...rest].flatMap((one, at) => (at === 0 ? one : [span('  '), ...one]));
  return [span(' Legs ', 'strong'), span('< > ', 'quiet'), ...joined];
}

/** Of many legs the one that is looked at, the one that holds, and how many others there are of each kind. */
function countLine(legs: readonly LegView[]): Line {
  const named = legs.filter(({ selected, holds }) => selected || holds);
  const counts = new Map<LegMood, number>();
  for (const leg of legs) {
    if (!named.includes(leg)) counts.set(leg.mood, (counts.get(leg.mood) ?? 0) + 1);
  }
  const others = [...counts].map(([mood, count]) =>
    span(`${count} ${COUNTED[mood][count === 1 ? 0 : 1]}`, TONES[mood]),
  );
  return [
    span(' Legs ', 'strong'),
    span('< > ', 'quiet'),
    ...named.flatMap((leg, at) => [span(at === 0 ? '' : '  '), ...part(leg, 'brief')]),
    span('  others: ', 'quiet'),
    ...others.flatMap((one, at) => [span(at === 0 ? '' : ', '), one]),
  ];
}

/** What one other leg does, and several. */
const COUNTED: Readonly<Record<LegMood, readonly [one: string, several: string]>> = {
  rings: ['rings', 'ring'],
  waits: ['waits', 'wait'],
  runs: ['runs', 'run'],
  talks: ['talks', 'talk'],
  over: ['over', 'over'],
  failed: ['failed', 'failed'],
};

function part(leg: LegView, detail: Exclude<Detail, 'none'>): Line {
  const mark = span(leg.selected ? '▸' : ' ', 'focus');
  const plain = leg.selected ? 'strong' : 'quiet';
  const number = span(String(leg.number), leg.holds ? 'now' : plain);
  if (detail === 'number') return [mark, number];
  if (detail === 'state') return [mark, number, span(` ${leg.brief}`, TONES[leg.mood])];
  const name = span(` ${leg.name} `, leg.selected ? 'strong' : 'plain');
  const queued: Line = leg.queued === '' ? [] : [span(`, ${leg.queued}`, 'warning')];
  return [mark, number, name, span(leg[detail], TONES[leg.mood]), ...queued];
}
