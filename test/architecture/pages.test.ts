import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

/** All files below a folder whose names end so, by their path in the repository. */
function below(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => ending.test(path));
}

const PAGES = new Set(
  [...readdirSync(ROOT), ...below('docs', /\.md$/)]
    .map((path) => basename(path))
    .filter((name) => /\.md$/.test(name)),
);

/** Pages that a text names and that a reader would look for in vain. */
function absentPages(text: string): readonly string[] {
  return [...text.matchAll(/[\w-]+\.md\b/g)].map(([name]) => name).filter((name) => !PAGES.has(name));
}

describe('a comment or a title names only pages that are in the repository', () => {
  it('holds', () => {
    const files = [...below('src', /\.(tsx?|json)$/), ...below('test', /\.(tsx?|json)$/)];
    expect(files.length).toBeGreaterThan(500);
    const lost = files.flatMap((path) =>
      absentPages(readFileSync(new URL(path, ROOT), 'utf8')).map((name) => `${path} names ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('would say so of a page that is not there', () => {
    const absent = ['nowhere', 'md'].join('.');
    expect(absentPages(`see docs/architecture.md, README.md and ${absent}`)).toEqual([absent]);
  });
});
