import type { Scene } from '../scene/scene.ts';
import { DETAIL_TABS, type DetailTab } from '../scene/view-state.ts';
import { lineWidth } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';

/** The tabs that there is something to see under. */
export function tabsOf({ target }: Pick<Scene, 'target'>): readonly DetailTab[] {
  const problems = target ? target.journal.problems(target.position).length : 0;
  return DETAIL_TABS.filter((tab) => tab !== 'problem' || problems > 0);
}

/**
 * The names of tabs in a row, the active one in brackets: it must be told apart without colours. Where there is no
 * room the others are abbreviated.
 */
export function tabs(names: readonly string[], active: string, columns: number): Line {
  const row = tabRow(names, active, title);
  return lineWidth(row) <= columns ? row : tabRow(names, active, abbreviation);
}

function tabRow(names: readonly string[], active: string, shortened: (name: string) => string): Line {
  return names.flatMap((name, at) => {
    const shown = name === active ? span(`[${title(name)}]`, 'strong') : span(shortened(name), 'quiet');
    return at === 0 ? [shown] : [span(' '), shown];
  });
}

function title(name: string): string {
  return name === 'http' ? 'HTTP' : `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  params: 'Par',
  request: 'Req',
  response: 'Resp',
  cookies: 'Cook',
  timing: 'Time',
  problem: 'Prob',
};

function abbreviation(name: string): string {
  return ABBREVIATIONS[name] ?? title(name);
}
