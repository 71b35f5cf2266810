import { createRequire, isBuiltin } from 'node:module';
import type * as esbuild from 'esbuild';

const require = createRequire(import.meta.url);

/** Whoever loads it is told that it is experimental; its names are not looked up here. */
const WARNS = 'node:wasi';

/**
 * Has the bundle take from Node's own modules just what it uses. An `import` of one reads all its exports at once, and
 * behind some of them lies much that nobody asked for: all of fetch behind `node:http`, WebCrypto behind `node:crypto`,
 * workers behind `node:util`. That took as long as half of starting Node.
 */
export const sparingBuiltins: esbuild.Plugin = {
  name: 'sparing-builtins',
  setup(build) {
    build.onResolve({ filter: /^[a-z_:/0-9]+$/ }, ({ path, kind, namespace }) =>
      namespace === 'builtin' || kind !== 'import-statement' || !isBuiltin(path) || path === WARNS
        ? undefined
        : { path, namespace: 'builtin' },
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: sparing(path) }));
  },
};

/** A module with the exports of a builtin. Those that nobody imports are dropped, and so never read. */
function sparing(name: string): string {
  const exported = Object.keys(require(name)).filter(
    (key) => /^[A-Za-z_]\w*$/.test(key) && key !== 'default',
  );
  return [
    `const $builtin = require(${JSON.stringify(name)});`,
    'const $read = (name) => $builtin[name];',
    'export default $builtin;',
    ...exported.map((key) => `export const ${key} = /* @__PURE__ */ $read('${key}');`),
  ].join('\n');
}
