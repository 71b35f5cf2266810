import type { ChangedValue, Difference, IgnoredValue } from '../compare/difference.ts';
import { BUILT_IN_RULES, type BuiltInRule } from '../compare/volatile.ts';

/** How the two sides are called: `recorded` and `today`, or the names of two files. */
export interface SideNames {
  readonly expected: string;
  readonly actual: string;
}

/** The sides of `verify`. */
export const RECORDED_AND_TODAY: SideNames = { expected: 'recorded', actual: 'today' };

/** More lines of what follows than this are only counted. */
const MOST_FOLLOWING = 8;

/** A difference in one sentence. */
export function differenceHeadline({ path, expected, actual, what }: Difference): string {
  if (expected === null) return `${path}: added ${actual ?? what}`;
  if (actual === null) return `${path}: missing ${expected}`;
  return `${path}: ${JSON.stringify(expected)} became ${JSON.stringify(actual)}`;
}

/** Where it is, in words. */
export function differencePlace({ step, leg, what, place }: Difference): string {
  const where = place ? `, ${place.url} line ${place.line}` : '';
  return `event ${step}, ${leg}, ${what}${where}`;
}

/** A difference as lines: where it is, both values, and what follows from it. */
export function differenceLines(difference: Difference, number: number, names: SideNames): readonly string[] {
  const { path, follows } = difference;
  const more = follows.length - MOST_FOLLOWING;
  return [
    `  ${number}. ${path}  (${differencePlace(difference)})`,
    ...sides(difference, names).map((line) => `       ${line}`),
    ...follows.slice(0, MOST_FOLLOWING).map((value) => `       follows: ${changeText(value)}`),
    ...(more > 0 ? [`       follows: ${more} more`] : []),
  ];
}

function sides({ expected, actual }: ChangedValue, names: SideNames): readonly string[] {
  const width = Math.max(names.expected.length, names.actual.length);
  const line = (name: string, value: string | null) => `${name.padEnd(width)}  ${value ?? '(nothing)'}`;
  return [line(names.expected, expected), line(names.actual, actual)];
}

function changeText({ path, expected, actual }: ChangedValue): string {
  return `${path} ${expected ?? '(nothing)'} -> ${actual ?? '(nothing)'}`;
}

/** What was ignored, rule by rule: each path once. */
export function ignoredLines(ignored: readonly IgnoredValue[]): readonly string[] {
  const rules = Map.groupBy(ignored, ({ rule }) => rule);
  return [...rules].flatMap(([rule, values]) => {
    const known = Object.hasOwn(BUILT_IN_RULES, rule) ? BUILT_IN_RULES[rule as BuiltInRule] : null;
    const paths = Map.groupBy(values, ({ path }) => path);
    return [
      `  ignored by ${known === null ? `--ignore ${rule}` : `${rule} (${known})`}:`,
      ...[...paths].map(([path, all]) => {
        const [first] = all;
        const times = all.length > 1 ? ` (${all.length} times)` : '';
        return `    ${path}  ${first?.expected ?? '(nothing)'} -> ${first?.actual ?? '(nothing)'}${times}`;
      }),
    ];
  });
}
