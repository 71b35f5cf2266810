import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJson, root } from './commands.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Group = 'dependencies' | 'devDependencies' | 'optionalDependencies';

const manifest = readJson<Record<Group, Record<string, string>>>(join(root, 'package.json'));
const lockFile = join(root, 'package-lock.json');
const { packages } = readJson<{ packages: Record<string, LockedPackage> }>(lockFile);
const locked = new Map(Object.entries(packages));

describe('package.json', () => {
  it.each<Group>(['dependencies', 'devDependencies', 'optionalDependencies'])(
    'pins every version in %s',
    (group) => {
      const loose = Object.entries(manifest[group]).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
      expect(loose).toEqual([]);
    },
  );
});

describe('package-lock.json', () => {
  it('locks the pinned versions', () => {
    const pinned = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    const different = pinned.filter(
      ([name, version]) => locked.get(`node_modules/${name}`)?.version !== version,
    );
    expect(different).toEqual([]);
  });

  it('names no host', () => {
    expect([...locked].filter(([, one]) => one.resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(readFileSync(lockFile, 'utf8')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it('holds the binaries of every platform, whichever it was written on', () => {
    const tools = ['esbuild', '@biomejs/biome', '@lydell/node-pty', 'typescript'];
    const expected = tools.flatMap((tool) => {
      const names = Object.keys(locked.get(`node_modules/${tool}`)?.optionalDependencies ?? {});
      expect(names, tool).not.toEqual([]);
      return names;
    });
    expect(expected.filter((name) => !locked.has(`node_modules/${name}`))).toEqual([]);
  });
});

describe('.npmrc', () => {
  const lines = readFileSync(join(root, '.npmrc'), 'utf8').split('\n');

  it('installs the build tools even with NODE_ENV=production', () => {
    expect(lines).toContain('include=dev');
  });

  it('keeps hosts out of the lockfile, and names none', () => {
    expect(lines).toContain('omit-lockfile-registry-resolved=true');
    expect(lines.filter((line) => /registry=|:\/\//.test(line))).toEqual([]);
  });
});
