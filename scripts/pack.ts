/**
 * What `npm pack` runs before and after: the tarball gets a package.json that suits those who install it, the
 * checkout keeps its own, byte for byte.
 *
 * Everything is bundled but the packages of sound, which may be missing. Above all it must not name the node-* packages:
 * npm would link their `node` into the bin folder of whoever installs it, and silently switch their Node.
 *
 * Usage: node scripts/pack.ts prepack|postpack
 * (postpack also repairs the checkout after a pack that was killed)
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifestFile = join(root, 'package.json');
const scratch = join(root, '.tmp');
const backupFile = join(scratch, 'package.json.before-pack');
const draftFile = join(scratch, 'package.json.for-pack');

/** Of no use, or harmful, to those who install the tarball. */
const LEFT_OUT = ['scripts', 'devDependencies', 'optionalDependencies', 'allowScripts'];

/** Packages that bring a Node; those of sound may stay. */
const NODES = /^node-/;

type Manifest = Record<string, unknown> & {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

function packedManifest(manifest: Manifest, externalPackages: readonly string[]): Manifest {
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !LEFT_OUT.includes(key)));
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies ?? {}).filter(([name]) => externalPackages.includes(name)),
  );
  const missing = externalPackages.filter((name) => dependencies[name] === undefined);
  if (missing.length > 0)
    throw new Error(`the bundle imports ${missing.join(', ')}, not among the dependencies`);
  delete kept['dependencies'];
  const optionalDependencies = Object.fromEntries(
    Object.entries(manifest.optionalDependencies ?? {}).filter(([name]) => !NODES.test(name)),
  );
  return { ...kept, ...(Object.keys(dependencies).length > 0 && { dependencies }), optionalDependencies };
}

async function prepack(): Promise<void> {
  if (process.env['npm_command'] === 'publish') {
    // npm sends the registry the manifest as it is after postpack, not the one in the tarball
    throw new Error('publish the tarball: npm pack, then npm publish <the file>');
  }
  postpack();
  const { externalPackages } = await build();
  const manifest: Manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  mkdirSync(scratch, { recursive: true });
  writeFileSync(draftFile, `${JSON.stringify(packedManifest(manifest, externalPackages), null, 2)}\n`);
  copyFileSync(manifestFile, backupFile);
  renameSync(draftFile, manifestFile);
}

function postpack(): void {
  if (!existsSync(backupFile)) return;
  renameSync(backupFile, manifestFile);
  try {
    rmdirSync(scratch);
  } catch {
    // something else is at work in it
  }
}

const step = process.argv[2];
try {
  if (step === 'prepack') await prepack();
  else if (step === 'postpack') postpack();
  else throw new Error('usage: node scripts/pack.ts prepack|postpack');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
