import { type IgnoreRule, parseIgnoreRule } from '../../recording/compare/ignore-rule.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** Reads the rules of `--ignore`. Throws a usage error for one that is none. */
export function ignoreRules(written: readonly string[]): readonly IgnoreRule[] {
  return written.map((text) => {
    const rule = parseIgnoreRule(text);
    if (typeof rule === 'string') throw new UsageError(`--ignore: ${rule}`);
    return rule;
  });
}
