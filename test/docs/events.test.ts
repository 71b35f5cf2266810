import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'events.md'), 'utf8');
const CODE = readFileSync(join(ROOT, 'src', 'engine', 'happened.ts'), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\/\/.*/g, '');

/** Names of the fields from a place in the code to the end of the braces that it stands in. */
function fieldsFrom(start: number): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token, name] of CODE.slice(start).matchAll(/[{}]|readonly (\w+)\??:/g)) {
    if (token === '{') depth++;
    else if (token === '}' && depth-- === 0) break;
    else if (name !== undefined && depth === 0) names.push(name);
  }
  return names;
}

function fieldsAfter(text: string): readonly string[] {
  const at = CODE.indexOf(text);
  if (at === -1) throw new Error(`the code has no ${text}`);
  return fieldsFrom(at + text.length);
}

/** First column of the first table below a line. */
function listed(below: string): readonly string[] {
  const [, after = ''] = PAGE.split(below);
  const [table = ''] = /(?:^\|.*\n)+/m.exec(after) ?? [];
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

describe('docs/events.md', () => {
  const types = [...CODE.matchAll(/readonly type: '(\w+)'/g)];

  it('has a section for every event', () => {
    const sections = [...PAGE.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
    expect(sections).toEqual(types.map(([, type]) => type));
  });

  it.each(types.map((match) => [match[1] ?? '', match.index] as const))(
    'lists the fields of %s as the code has them',
    (type, at) => {
      const fields = fieldsFrom(at).filter((name) => name !== 'type');
      const all = type === 'heard' ? [...fieldsAfter('export type Heard = {'), ...fields] : fields;
      expect(listed(`### \`${type}\`\n`)).toEqual(all);
    },
  );

  it('lists the fields of a hop, and those of all events', () => {
    expect(listed('\nA hop:\n')).toEqual(fieldsAfter('export interface HopSummary {'));
    expect(listed('Every event has these')).toEqual(['seq', 'at', 'type', 'call']);
  });
});
