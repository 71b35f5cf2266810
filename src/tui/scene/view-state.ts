import type { DetailTopic } from '../../debug/views/exchange/exchange-detail.ts';
import { EMPTY_PROMPT, type Prompt } from '../prompt/prompt.ts';
import { closed, type Mode } from './mode.ts';

/** A part of the screen that can have the focus. */
export type PaneId = 'twiml' | 'call' | 'http' | 'detail';

/** What the Detail pane shows: a side of the selected exchange, or a problem. */
export type DetailTab = DetailTopic | 'problem';

/** The panes in the order in which Tab goes through them. */
export const PANES: readonly PaneId[] = ['twiml', 'call', 'http', 'detail'];

/** The tabs of the Detail pane in order. */
export const DETAIL_TABS: readonly DetailTab[] = [
  'params',
  'request',
  'response',
  'cookies',
  'cache',
  'timing',
  'problem',
];

/** Something to say for a moment: it goes away with the next key. */
export interface Toast {
  readonly text: string;
  readonly tone: 'plain' | 'warning';
}

/** What the screen remembers by itself; everything else is read from the session. A selection of `null` follows. */
export interface ViewState {
  readonly focus: PaneId;
  /** The pane below the document on a narrow screen. */
  readonly lower: Exclude<PaneId, 'twiml'>;
  readonly detailTab: DetailTab;
  readonly zoomed: boolean;
  readonly mode: Mode;
  /** The next message as far as it is written, whether its field is open or not. */
  readonly draft: Prompt;
  /** Cursor in the document: an offset of its source. It counts for this document only. */
  readonly source: { readonly document: object; readonly at: number } | null;
  /** Whether documents are laid out; `null` where each is as suits it. */
  readonly laidOut: boolean | null;
  /** How far the document is scrolled sideways by hand. */
  readonly shift: number | null;
  readonly call: number | null;
  readonly http: number | null;
  readonly detailTop: number;
  readonly problem: number | null;
  readonly toast: Toast | null;
  /** Nothing has been typed yet: what is said once is still there. */
  readonly greets: boolean;
  /** The key of the keypad that is lit because it was just pressed. */
  readonly pressed: string | null;
}

/** How a screen begins, and how it begins again with another call. */
export const INITIAL_VIEW: ViewState = {
  focus: 'twiml',
  lower: 'call',
  detailTab: 'params',
  zoomed: false,
  mode: { kind: 'panes' },
  draft: EMPTY_PROMPT,
  source: null,
  laidOut: null,
  shift: null,
  call: null,
  http: null,
  detailTop: 0,
  problem: null,
  toast: null,
  greets: true,
  pressed: null,
};

/** The view for a new call: what was selected belongs to the one before, how the screen is arranged stays. */
export function forNewCall(view: ViewState): ViewState {
  const { focus, lower, zoomed, laidOut, toast, draft, greets } = view;
  const mode = view.mode.kind === 'help' ? view.mode : closed(view.mode);
  const detailTab = view.detailTab === 'problem' ? 'params' : view.detailTab;
  return {
    ...INITIAL_VIEW,
    ...{ focus, lower, zoomed, laidOut, mode, toast, greets, draft, detailTab },
  };
}

/** Gives the focus to a pane; on a narrow screen it comes to the front. */
export function focused(view: ViewState, focus: PaneId): ViewState {
  return { ...view, focus, lower: focus === 'twiml' ? view.lower : focus };
}
