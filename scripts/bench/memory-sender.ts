import type { Sender } from '../../src/debug/wire/sender.ts';
import { UNSENT } from '../../src/http/hop.ts';

/** Answers at once from documents by their paths: no network, no signature. */
export function fromMemory(documents: Readonly<Record<string, string>>): Sender {
  return {
    send: ({ url }) => {
      const body = documents[new URL(url).pathname] ?? '';
      return Promise.resolve({
        kind: 'response',
        status: 200,
        headers: [['Content-Type', 'text/xml']],
        body,
        bytes: body.length,
        rawBytes: body.length,
        content: null,
        durationMs: 0,
        timing: null,
        connection: null,
        sent: UNSENT,
      });
    },
  };
}
