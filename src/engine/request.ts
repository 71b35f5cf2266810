import type { Params } from '../http/params.ts';

/** Why a request is made. */
export type Purpose =
  | 'document'
  | 'action'
  | 'redirect'
  | 'fallback'
  | 'status-callback'
  | 'media'
  | 'wait'
  | 'screening';

/** A request that a verb wants; the product adds its standard parameters. */
export interface DocumentRequest {
  readonly purpose: Purpose;
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  /** The verb's own parameters. */
  readonly own: Params;
}
