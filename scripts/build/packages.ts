import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** A plugin that puts a module of its own in the place of a package, or of a file of one. */
function inPlaceOf(filter: RegExp, name: string, contents: string, importers: RegExp = /.*/): esbuild.Plugin {
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, ({ importer, namespace }) =>
        namespace === name || !importers.test(importer) ? undefined : { path: name, namespace: name },
      );
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ resolveDir: root, contents }));
    },
  };
}

/** Ink loads React's developer tools only when DEV is set; the package is not among ours. */
const withoutDevtools = inPlaceOf(/^react-devtools-core$/, 'without-react-devtools', 'export default {};');

/**
 * Ink measures every row of every frame with string-width, which is fast for ASCII only. Our frames are ASCII and
 * box drawing between colours, which need no measuring (p95 from key to frame fell by a third).
 */
const fastWidth = inPlaceOf(
  /^string-width$/,
  'fast-string-width',
  `import stringWidth from 'string-width';
  import { SIMPLE } from './src/tui/text/simple-text.ts';
  const COLOURS = /\\u001B\\[[\\d;]*m/g;
  export default (text, options) => {
    const plain = typeof text === 'string' ? text.replace(COLOURS, '') : '';
    return typeof text === 'string' && SIMPLE.test(plain) ? plain.length : stringWidth(text, options);
  };`,
);

/** What string-width knows all emoji by; to make it takes half as long as to start Node, and frames hardly need it. */
const EMOJI = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';
const LATE_EMOJI = `let emoji;
const rgiEmojiRegex = { test: (text) => (emoji ??= /^\\p{RGI_Emoji}$/v).test(text) };`;

/** Has the packages that draw load what they know of scripts and emoji for the first text that needs it. */
const lateRulesOfText: esbuild.Plugin = {
  name: 'late-rules-of-text',
  setup(build) {
    const packages = /[\\/]node_modules[\\/](?:ink|string-width|slice-ansi|wrap-ansi|@alcalzone)[\\/].*\.js$/;
    build.onLoad({ filter: packages }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (path.includes('string-width') && !source.includes(EMOJI))
        throw new Error(`${path} does not say "${EMOJI}" any more`);
      const late = source.replace(EMOJI, () => LATE_EMOJI).replaceAll('Intl.Segmenter', 'GraphemeSegmenter');
      return late === source ? undefined : { contents: `${IMPORT_SEGMENTER}\n${late}` };
    });
  },
};

const segmenter = JSON.stringify(join(root, 'src', 'tui', 'text', 'grapheme-segmenter.ts'));
const IMPORT_SEGMENTER = `import { GraphemeSegmenter } from ${segmenter};`;

/**
 * Of undici only its HTTP/1.1 client is used; fetch, WebSocket and the caches behind its front door would double what is
 * loaded before the first request. Whoever needs more of it adds it here.
 */
const undiciClientOnly = inPlaceOf(
  /^undici$/,
  'undici-client-only',
  `export { default as Client } from './node_modules/undici/lib/dispatcher/client.js';`,
);

/** Its client loads HTTP/2 for servers that choose it; ours offers it to none. */
const undiciWithoutHttp2 = inPlaceOf(
  /^\.\/client-h2\.js$/,
  'undici-without-http2',
  `module.exports = () => { throw new Error('HTTP/2 was not offered'); };`,
);

/** It loads Node's own client and server for one number and one class of bodies, neither of which ours uses. */
const undiciWithoutNodeHttp = inPlaceOf(
  /^node:http$/,
  'undici-without-node-http',
  'module.exports = { maxHeaderSize: 16_384, IncomingMessage: class {} };',
  /[\\/]node_modules[\\/]undici[\\/]/,
);

/** tough-cookie makes the list of public suffixes into a table at once; only a cookie with a Domain needs it. */
const lazySuffixes = inPlaceOf(
  /^tldts$/,
  'lazy-public-suffixes',
  `export const getDomain = (...words) => require('tldts').getDomain(...words);`,
);

/** commander could run subcommands that are programs of their own; none of ours is. */
const commanderAlone = inPlaceOf(
  /^node:child_process$/,
  'commander-alone',
  'export default {};',
  /[\\/]node_modules[\\/]commander[\\/]/,
);

/** How packages are bundled otherwise than as they are. */
export const PACKAGES: readonly esbuild.Plugin[] = [
  withoutDevtools,
  fastWidth,
  lateRulesOfText,
  undiciClientOnly,
  undiciWithoutHttp2,
  undiciWithoutNodeHttp,
  lazySuffixes,
  commanderAlone,
];
