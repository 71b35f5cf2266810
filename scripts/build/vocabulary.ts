import { join } from 'node:path';
import * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/**
 * The vocabulary of TwiML is made from the tables of the language, and needed before the first frame: what comes of it
 * is put in, so that the tables are loaded with the engine.
 */
export const vocabularyAsData: esbuild.Plugin = {
  name: 'vocabulary-as-data',
  setup(build) {
    build.onLoad({ filter: /language[\\/]vocabulary\.ts$/ }, async ({ path }) => {
      const { outputFiles, metafile } = await esbuild.build({
        absWorkingDir: root,
        entryPoints: [path],
        bundle: true,
        format: 'esm',
        write: false,
        metafile: true,
      });
      const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
      const { VOCABULARY } = await import(`data:text/javascript;base64,${code}`);
      return {
        contents: `export const VOCABULARY = ${JSON.stringify(VOCABULARY)};`,
        watchFiles: Object.keys(metafile.inputs).map((file) => join(root, file)),
      };
    });
  },
};
