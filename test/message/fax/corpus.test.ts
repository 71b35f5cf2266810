import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ok } from '../../support/memory-call.ts';
import { receiveFax } from '../../support/memory-fax.ts';

/** Documents of public repositories, beside the project where it is developed; not part of it. */
const CORPUS = new URL('../../../../shared/corpus/fax/', import.meta.url);
const here = existsSync(CORPUS);
const names = here ? readdirSync(CORPUS).filter((name) => name.endsWith('.xml')) : [];

const describeCorpus = here ? describe : describe.skip;

describeCorpus(
  here ? 'fax documents in the wild' : 'fax documents in the wild (skipped: ../shared/corpus is not there)',
  () => {
    it.each(names)('%s runs to its end', async (name) => {
      const body = readFileSync(new URL(name, CORPUS), 'utf8');
      const app = { '/fax': ok(body), '/action': ok('') };
      const { end, statuses, problems } = await receiveFax({ app });
      const takes = body.includes('<Receive');
      expect([end.error, statuses]).toEqual([
        takes ? null : 34106,
        takes ? 'receiving received' : 'receiving failed',
      ]);
      expect(problems).toEqual(takes ? [] : [34106]);
    });
  },
);
