import type { HopResponse } from '../../src/http/hop.ts';
import { ok } from './memory-call.ts';

/** A file as a web server answers it: its bytes are elsewhere. */
export function attachedFile(type: string | null, bytes = 1000): HopResponse {
  const headers = type === null ? [] : ([['Content-Type', type]] as const);
  return { ...ok('', headers), bytes, content: { sha256: 'a'.repeat(64), playsMs: null } };
}
