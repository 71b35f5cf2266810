import { stripVTControlCharacters } from 'node:util';

/** How often the same lines are shown in a row before they are counted instead. */
const SHOWN = 10;

/** Lines of what comes again and again, at most. */
const LONGEST_CYCLE = 12;

/** Where the texts of a transcript stand. */
const INDENT = ' '.repeat(18);

/** Lines that come again and again: how far the current round is, and how many rounds were left out. */
interface Fold {
  readonly cycle: readonly string[];
  readonly held: string[];
  times: number;
}

/** Keeps a loop from drowning a transcript: lines that only repeat are counted instead of shown. */
export class FoldedLines {
  #recent: string[] = [];
  #fold: Fold | null = null;

  /** Takes lines, and answers those that are to be shown now. */
  add(lines: readonly string[]): readonly string[] {
    return lines.flatMap((line) => this.#add(line));
  }

  /** The lines that are still held back. */
  flush(): readonly string[] {
    const fold = this.#fold;
    if (!fold) return [];
    this.#fold = null;
    this.#recent = [];
    return [...(fold.times > 0 ? [`${INDENT}… ${timesText(fold)}`] : []), ...fold.held];
  }

  #add(line: string): readonly string[] {
    const key = keyOf(line);
    const fold = this.#fold;
    if (!fold) return this.#shown(line, key);
    if (fold.cycle[fold.held.length] !== key) return [...this.flush(), ...this.#shown(line, key)];
    fold.held.push(line);
    if (fold.held.length === fold.cycle.length) {
      fold.times++;
      fold.held.length = 0;
    }
    return [];
  }

  #shown(line: string, key: string): readonly string[] {
    this.#recent.push(key);
    if (this.#recent.length > SHOWN * LONGEST_CYCLE) this.#recent.shift();
    const cycle = cycleOf(this.#recent);
    if (cycle) this.#fold = { cycle, held: [], times: 0 };
    return [line];
  }
}

/** The lines that have come so often by now; `null` when none have. */
function cycleOf(keys: readonly string[]): readonly string[] | null {
  for (let length = 1; length <= LONGEST_CYCLE && length * SHOWN <= keys.length; length++) {
    const first = keys.length - length * SHOWN;
    let same = true;
    for (let at = keys.length - 1; same && at >= first + length; at--) same = keys[at] === keys[at - length];
    if (same) return keys.slice(-length);
  }
  return null;
}

/** A line without when it was and how long it took. */
function keyOf(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/^(\d+:)?\d+:\d\d\.\d/, '')
    .replace(/\b\d+ ms\b/g, '');
}

function timesText({ cycle, times }: Fold): string {
  const what = cycle.length === 1 ? 'the same' : `the same ${cycle.length} lines`;
  return times === 1 ? `${what} once more` : `${what} ${times.toLocaleString('en-US')} times more`;
}
