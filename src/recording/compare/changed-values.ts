import type { ChangedValue, DifferenceKind, IgnoredValue } from './difference.ts';
import type { IgnoreRule } from './ignore-rule.ts';
import type { Step } from './step.ts';
import type { Mask } from './volatile.ts';

/** Keeps what rules left out, so that it can be said. */
export class Ignored {
  readonly all: IgnoredValue[] = [];
  readonly #masks: readonly [readonly Mask[], readonly Mask[]];
  readonly #rules: readonly IgnoreRule[];

  /** Masks of the recorded and of today's side, with the same rules in the same order. */
  constructor(masks: readonly [readonly Mask[], readonly Mask[]], rules: readonly IgnoreRule[]) {
    this.#masks = masks;
    this.#rules = rules;
  }

  /** True where a rule of the user leaves out a whole value; it is noted. */
  covers(value: ChangedValue, step: number): boolean {
    const rule = this.#rules.find(({ covers, without }) => without === null && covers(value.path));
    if (rule) this.note(value, step, rule.written);
    return rule !== undefined;
  }

  note(value: ChangedValue, step: number, rule: string): void {
    this.all.push({ ...value, step, rule });
  }

  /** Notes a value that only differs in what was masked: by the rule that made it the same. */
  noteMasked(value: ChangedValue, step: number): void {
    let { expected, actual } = value;
    const [before, now] = this.#masks;
    for (const [index, { rule, mask }] of before.entries()) {
      if (expected !== null) expected = mask(value.path, expected);
      if (actual !== null) actual = now[index]?.mask(value.path, actual) ?? actual;
      if (expected === actual) return this.note(value, step, rule);
    }
  }
}

/** The values of a pair of steps that differ and are not ignored, in the order of their paths. */
export function changedValues(a: Step, b: Step, ignored: Ignored): readonly ChangedValue[] {
  const paths = [...new Set([...Object.keys(a.raw), ...Object.keys(b.raw)])];
  return paths.flatMap((path) => {
    const [expected, actual] = [a.raw[path] ?? null, b.raw[path] ?? null];
    if (expected === actual) return [];
    const value: ChangedValue = { kind: kindOf(path, a.kind), path, expected, actual };
    if (a.fields[path] === b.fields[path]) {
      ignored.noteMasked(value, a.seq);
      return [];
    }
    return ignored.covers(value, a.seq) ? [] : [value];
  });
}

/** What is heard belongs to its verb, and is something of its own all the same. */
function kindOf(path: string, kind: DifferenceKind): DifferenceKind {
  if (path.startsWith('heard.')) return 'heard';
  return path.endsWith('.timing') ? 'timing' : kind;
}

/** A step that only one side has, as one value: what it is, in a line. */
export function wholeStep(step: Step, side: 'expected' | 'actual'): ChangedValue {
  const { kind, identity } = step;
  const text = stepText(step);
  const path = kind === 'verb' || kind === 'finding' ? `${kind}.${identity}` : kind;
  return { kind, path, expected: side === 'expected' ? text : null, actual: side === 'actual' ? text : null };
}

/** A step in a line: a verb as its tag and what is heard of it, a message as its text, a finding as its message. */
export function stepText({ kind, identity, what, raw }: Step): string {
  switch (kind) {
    case 'verb': {
      const written = Object.entries(raw).flatMap(([path, value]) => {
        const name = path.startsWith(`verb.${identity}.attributes.`) ? path.split('.').at(-1) : null;
        return name === null ? [] : [` ${name}="${value}"`];
      });
      const text = raw[`verb.${identity}.text`] ?? raw['heard.say'] ?? raw['heard.play'] ?? '';
      const tag = `<${identity}${written.join('')}>`;
      return text === '' ? tag : `${tag}${text}`;
    }
    case 'finding':
      return raw[`finding.${identity}.message`] ?? what;
    case 'message':
      return `${what}: ${raw['message.body'] ?? ''}`;
    default:
      return what;
  }
}
