import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSource } from '../../src/cli/check/problems.ts';
import { LANGUAGE, ok, placeCall } from '../support/memory-call.ts';

const CORPUS = new URL('../../../shared/corpus/voice/', import.meta.url);
const here = existsSync(CORPUS);
const files = here ? readdirSync(CORPUS).filter((name) => name.endsWith('.xml')) : [];
const title = 'a document that nobody here wrote: what check warns of is told by a run that gets it';

describe.skipIf(!here)(here ? title : `${title} (skipped: ../shared/corpus is not there)`, () => {
  it.each(files)('%s', async (file) => {
    const source = readFileSync(new URL(file, CORPUS), 'utf8');
    const url = 'http://app.test/voice';
    const { problems } = checkSource({ name: url, text: source, problems: [] }, 'voice', LANGUAGE);
    // What fails the call is told when it is reached, which a call need not do.
    const told = problems.filter(({ level, code }) => level !== 'info' && code !== 11100);
    const call = await placeCall({ app: { '/voice': ok(source) }, maxSteps: 40, callee: 'answer talk 1s' });
    const heard = call.of('diagnostic').map(({ code, rule, line, column }) => [code ?? rule, line, column]);
    const places = new Set(heard.map((place) => place.join(' ')));
    const silent = told
      .map(({ code, rule, location }) =>
        [code ?? rule, location?.line ?? null, location?.column ?? null].join(' '),
      )
      .filter((place) => !places.has(place));
    expect(silent).toEqual([]);
  });
});
