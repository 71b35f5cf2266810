import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { converse } from '../support/memory-message.ts';

/** Documents of public repositories, beside the project where it is developed; not part of it. */
const CORPUS = new URL('../../../shared/corpus/messaging/', import.meta.url);
const here = existsSync(CORPUS);
const names = here ? readdirSync(CORPUS).filter((name) => name.endsWith('.xml')) : [];

const describeCorpus = here ? describe : describe.skip;

describeCorpus(
  here ? 'documents in the wild' : 'documents in the wild (skipped: ../shared/corpus is not there)',
  () => {
    it.each(names)('%s runs to its end', async (name) => {
      const body = readFileSync(new URL(name, CORPUS), 'utf8');
      const { end, of } = await converse({
        app: { '/sms': { body, bytes: body.length, headers: [['Content-Type', 'text/xml']] } },
        says: ['hi'],
      });
      // Where they lead to is not there.
      const lost = of('exchange').filter(
        ({ purpose, error }) => error !== null && !['media', 'message-status'].includes(purpose),
      );
      expect(end.error).toBe(lost.at(-1)?.error ?? null);
      expect(of('document').length).toBeGreaterThan(0);
    });
  },
);
