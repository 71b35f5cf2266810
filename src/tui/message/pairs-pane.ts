import { type PairView, pairViews } from '../../debug/views/conversation/pair-view.ts';
import type { PaneContent } from '../frame/frame.ts';
import { topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { pad, widthOf } from '../text/columns.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';

/** Every pair of numbers in a row: between whom, how far it is, its cookies. The one that is looked at is marked. */
export function pairsPane({ target }: Scene, { columns, rows: height }: Room): PaneContent {
  const pairs = target ? pairViews(target) : [];
  const chosen = Math.max(
    0,
    pairs.findIndex(({ selected }) => selected),
  );
  const top = topFor(chosen, 0, height, pairs.length);
  const shown = pairs.slice(top, top + height);
  const widest = (text: (pair: PairView) => string) =>
    Math.max(0, ...pairs.map((pair) => widthOf(text(pair))));
  const [from, to, does] = [widest((one) => one.from), widest((one) => one.to), widest((one) => one.does)];
  const number = String(pairs.length).length;
  const rows = shown.map((pair) => {
    const spans: Line = [
      span(pair.selected ? '▸ ' : '  ', 'focus'),
      span(`${pad(String(pair.number), number, 'start')} `, 'quiet'),
      span(`${pad(pair.from, from)} → ${pad(pair.to, to)}  `, pair.selected ? 'strong' : 'plain'),
      span(`${pad(pair.does, does)}  `),
      span(pair.cookies, 'quiet'),
    ];
    if (!pair.holds) return fitLine(spans, columns);
    const mark = span(' holds ', 'now');
    return [...fitLine(spans, columns - lineWidth([mark]) - 1), mark, span(' ')];
  });
  const more = pairs.length > shown.length ? `${top + 1}-${top + shown.length} of ${pairs.length} · ` : '';
  return { title: [span('Pairs', 'strong')], note: [span(`${more}< > switch`, 'quiet')], rows };
}

/** The same in one line: of the others, less the less room there is. */
export function pairsLine({ target, size }: Scene): Line {
  const pairs = target ? pairViews(target) : [];
  const forms = [
    pairs.map((pair) => part(pair, `${pair.from}, ${pair.does}`)),
    pairs.map((pair) => part(pair, pair.from)),
    pairs.map((pair) => part(pair, pair.selected ? pair.from : '')),
    pairs.map((pair) => part(pair, '')),
  ].map(
    (parts): Line => [
      span(' Pairs ', 'strong'),
      span('< >', 'quiet'),
      ...parts.flatMap((one) => [span(' '), ...one]),
    ],
  );
  return fitLine(forms.find((one) => lineWidth(one) <= size.columns - 1) ?? forms.at(-1) ?? [], size.columns);
}

function part({ selected, holds, number }: PairView, text: string): Line {
  const plain = selected ? 'strong' : 'quiet';
  return [
    span(selected ? '▸' : ' ', 'focus'),
    span(String(number), holds ? 'now' : plain),
    span(text === '' ? '' : ` ${text}`, selected ? 'strong' : 'plain'),
  ];
}
