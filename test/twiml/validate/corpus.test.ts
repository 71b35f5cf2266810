import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSource } from '../../../src/cli/check/problems.ts';
import { LANGUAGE } from './marked.ts';

/** Documents of public repositories, beside the project where it is developed; not part of it. */
const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);
const here = existsSync(new URL('index.json', CORPUS));

const checked = here
  ? (
      JSON.parse(readFileSync(new URL('index.json', CORPUS), 'utf8')).documents as readonly {
        file: string;
        wellFormed: boolean;
      }[]
    ).map(({ file, wellFormed }) => {
      const text = readFileSync(new URL(file, CORPUS), 'utf8');
      return { wellFormed, ...checkSource({ name: file, text, problems: [] }, null, LANGUAGE) };
    })
  : [];

const describeCorpus = here ? describe : describe.skip;

describeCorpus(
  here ? 'findings in the corpus' : 'findings in the corpus (skipped: ../shared/corpus is not there)',
  () => {
    it('refuse no document that Twilio would run', () => {
      for (const { name, wellFormed, problems } of checked) {
        const refused = problems.some(({ code }) => code === 12100 || code === 12101 || code === 12102);
        if (wellFormed) expect([name, refused]).toEqual([name, false]);
      }
    });

    it('guess nearly every product as its folder says', () => {
      const wrong = checked
        .filter(({ name, product }) => product !== null && !name.startsWith(product))
        .map(({ name }) => name);
      // One holds nothing but text, the others what both products have.
      expect(wrong.length).toBeLessThanOrEqual(4);
    });

    it('are these, each reviewed', async () => {
      const lines = checked.flatMap(({ name, problems }) =>
        problems.map(
          ({ code, rule, level, location, message }) =>
            `${name} ${code ?? rule} ${level} ${location?.line}: ${message}`,
        ),
      );
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('corpus-findings.txt');
    });
  },
);
