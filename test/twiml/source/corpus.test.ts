import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { readByParseXml, readByUs } from './other-parsers.ts';

/** Documents of public repositories, beside the project where it is developed; not part of it. */
const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);
const here = existsSync(new URL('index.json', CORPUS));

interface Entry {
  readonly file: string;
  readonly wellFormed: boolean;
  /** Expat's words, with a line, for what is not well formed. */
  readonly error?: string;
}

const entries: readonly Entry[] = here
  ? JSON.parse(readFileSync(new URL('index.json', CORPUS), 'utf8')).documents
  : [];

const source = ({ file }: Entry) => readFileSync(new URL(file, CORPUS), 'utf8');
const wellFormed = entries.filter((entry) => entry.wellFormed);
const malformed = entries.filter((entry) => !entry.wellFormed);

const describeCorpus = here ? describe : describe.skip;
const name = here ? 'the corpus' : 'the corpus (skipped: ../shared/corpus is not there)';

describeCorpus(name, () => {
  it('is there as a whole', () => {
    expect(entries.length).toBeGreaterThan(200);
    expect(malformed.length).toBeGreaterThan(0);
  });

  it.each(wellFormed)('$file is well formed: it is read, or refused for its root alone', (entry) => {
    const parsed = parseTwiml(source(entry), entry.file);
    const root = readByParseXml(source(entry)).find((node) => node.parent === null);
    if (root?.name === 'Response') expect(parsed).toMatchObject({ ok: true });
    else expect(parsed).toMatchObject({ ok: false, diagnostic: { code: 12102 } });
  });

  it.each(wellFormed)('$file is read as @rgrove/parse-xml reads it, and stands where that says', (entry) => {
    const parsed = parseTwiml(source(entry), entry.file);
    if (parsed.ok) expect(readByUs(parsed.document)).toEqual(readByParseXml(source(entry)));
  });

  it.each(malformed)('$file is refused with 12100, on the line where expat stops', (entry) => {
    const parsed = parseTwiml(source(entry), entry.file);
    const line = Number(/line (\d+)/.exec(entry.error ?? '')?.[1]);
    expect(parsed).toMatchObject({
      ok: false,
      diagnostic: { code: 12100, level: 'error', url: entry.file, location: { line } },
    });
  });
});
