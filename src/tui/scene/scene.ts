import type { Debuggable } from '../../debug/session/debuggable.ts';
import type { Size } from './layout.ts';
import type { ViewState } from './view-state.ts';

/** What is known of a session before it has loaded. */
export interface Opening {
  readonly product: Debuggable['product'];
  /** It is over, and is only looked at. */
  readonly replay: boolean;
}

/** What most sessions are. */
export const A_CALL: Opening = { product: 'voice', replay: false };

/** First visible rows of the lists, so that they move as little as possible. */
export interface Tops {
  readonly twiml: number;
  readonly call: number;
  readonly http: number;
}

/** Everything that a frame is made of. */
export interface Scene {
  /** What is debugged. */
  readonly title: string;
  /** `null` until the engine has loaded and the call has been placed. */
  readonly target: Debuggable | null;
  readonly opening: Opening;
  /** What `target` is, or will be. */
  readonly product: Debuggable['product'];
  readonly view: ViewState;
  readonly size: Size;
  /** First visible rows of the frame before. */
  readonly tops: Tops;
}

/** The room that a pane has inside its border. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
  readonly focus: boolean;
}
