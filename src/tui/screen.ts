import type { Debuggable } from '../debug/debuggable.ts';
import { hopRefs } from '../debug/views/exchange-rows.ts';
import { problemsOf } from '../debug/views/problem-view.ts';
import { firstStop, sourceView } from '../debug/views/source-view.ts';
import { actionOf } from './actions.ts';
import { helpRows } from './chrome/help-overlay.ts';
import { composeFrame } from './compose-frame.ts';
import type { Frame, Tops } from './frame.ts';
import { dialled } from './input/dialled.ts';
import type { Input, KeyName } from './input/key.ts';
import { commandOf, KEYPAD_KEYS } from './key-map.ts';
import { layoutOf, pageOf, type Size } from './layout.ts';
import { moved, type Movement, movedFollowing } from './list-movement.ts';
import { callList } from './panes/call-pane.ts';
import { detailRows, tabsOf } from './panes/detail-pane.ts';
import { cursorStop, shiftOf } from './panes/twiml-pane.ts';
import type { Scene } from './scene.ts';
import { focused, forNewCall, INITIAL_VIEW, PANES, type PaneId, type Toast, type ViewState } from './view-state.ts';

/** What the screen asks of whoever owns the terminal. */
export interface ScreenHost {
  quit(reason: 'quit' | 'interrupt'): void;
  redraw(): void;
  suspend(): void;
  /** Why the program cannot be suspended here; `null` when it can. */
  readonly cannotSuspend: string | null;
}

/** How long a pressed key of the keypad stays lit. */
const LIT_MS = 150;
/** How often the clock is drawn while it runs: often enough to see it, seldom enough to cost nothing. */
const TICK_MS = 125;

/**
 * The screen without the terminal: what is to be seen, and what keys do. It reads the session and keeps only
 * what belongs to looking at it.
 */
export class Screen implements Scene {
  readonly title: string;
  readonly #host: ScreenHost;
  readonly #listeners = new Set<() => void>();
  #target: Debuggable | null = null;
  #view: ViewState = INITIAL_VIEW;
  #size: Size;
  #tops: Tops = { twiml: 0, call: 0, http: 0 };
  #frame: Frame | null = null;
  #telling = false;
  #detach: () => void = () => {};
  readonly #timers = new Set<NodeJS.Timeout>();
  #lit: NodeJS.Timeout | null = null;
  #tick: NodeJS.Timeout | null = null;

  constructor(title: string, size: Size, host: ScreenHost) {
    this.title = title;
    this.#size = size;
    this.#host = host;
  }

  get target(): Debuggable | null {
    return this.#target;
  }

  get view(): ViewState {
    return this.#view;
  }

  get size(): Size {
    return this.#size;
  }

  get tops(): Tops {
    return this.#tops;
  }

  /** The frame as it is now; composed once for each change. */
  readonly frame = (): Frame => {
    if (!this.#frame) {
      this.#frame = composeFrame(this);
      this.#tops = this.#frame.tops;
    }
    return this.#frame;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The session has been loaded. */
  attach(target: Debuggable): void {
    this.#target = target;
    this.#detach = target.subscribe({
      changed: () => this.#changed(),
      happened: () => this.#changed(),
      restarted: () => {
        this.#stopDialling();
        this.#update(forNewCall(this.#view));
      },
    });
    this.#changed();
  }

  /** Nothing is drawn any more. */
  close(): void {
    this.#detach();
    this.#stopDialling();
    if (this.#lit) clearTimeout(this.#lit);
    if (this.#tick) clearTimeout(this.#tick);
    this.#listeners.clear();
  }

  resize(size: Size): void {
    if (size.columns === this.#size.columns && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#changed();
  }

  /** The terminal has been wiped: everything has to be drawn again. */
  redrawn(): void {
    this.#changed();
  }

  /** Takes one key or one paste. */
  take(input: Input): void {
    if (this.#view.toast) this.#update({ toast: null });
    if (input.type === 'paste') this.#paste(input.text);
    else this.#press(input.key);
  }

  say(text: string, tone: Toast['tone'] = 'warning'): void {
    this.#update({ toast: { text, tone } });
  }

  get hasDocument(): boolean {
    return this.#target !== null && sourceView(this.#target) !== null;
  }

  get hasProblems(): boolean {
    const target = this.#target;
    return target !== null && target.journal.problems(target.position).length > 0;
  }

  get cannotSuspend(): string | null {
    return this.#host.cannotSuspend;
  }

  toggleBreakpoint(): string | null {
    const source = this.#target && sourceView(this.#target);
    if (!this.#target || !source) return 'there is no document yet';
    const stop = source.index.stops[cursorStop(source, this.#view)];
    if (!stop?.verb) return `no verb starts on line ${stop?.line ?? 1}: j and k move to one`;
    return this.#target.toggleBreakpoint(source.document, stop.verb);
  }

  nextProblem(): null {
    const target = this.#target;
    if (!target) return null;
    const problems = problemsOf(target.journal, target.position);
    const { problem, detailTab } = this.#view;
    const shown = detailTab === 'problem' ? (problem ?? problems.length - 1) : null;
    const next = shown === null ? problems.length - 1 : (shown + 1) % problems.length;
    this.#update({ ...focused(this.#view, 'detail'), detailTab: 'problem', problem: next, detailTop: 0 });
    const source = sourceView(target);
    const found = problems[next];
    if (source && found && found.line !== null && found.url === source.document.url) {
      this.#update({ source: { document: source.document, stop: firstStop(source.index, found.line) }, shift: null });
    }
    return null;
  }

  move(movement: Movement): null {
    const target = this.#target;
    if (this.#view.help) {
      const { columns, rows } = this.#size;
      const total = helpRows(this, columns - 2).length;
      this.#update({ helpTop: this.#scrolled(this.#view.helpTop, movement, total, rows - 6) });
    } else if (target) this.#move(target, movement);
    return null;
  }

  scrollSideways(direction: 1 | -1): null {
    const source = this.#target && sourceView(this.#target);
    if (!source || this.#view.focus !== 'twiml') return null;
    const columns = this.#columnsOf('twiml');
    const widest = source.document.source.length;
    const shift = shiftOf(source, this.#view, columns) + direction * Math.floor(columns / 3);
    this.#update({ shift: Math.max(0, Math.min(shift, widest)) });
    return null;
  }

  open(): null {
    if (this.#view.focus === 'http') this.#update({ ...focused(this.#view, 'detail'), detailTop: 0 });
    return null;
  }

  revealNow(): null {
    this.#update({ source: null, shift: null, call: null, http: null });
    return null;
  }

  turnPane(by: 1 | -1): null {
    const { focus, lower } = this.#view;
    const narrow = layoutOf(this.#size, this.#view).kind === 'narrow';
    const panes: readonly PaneId[] = narrow ? ['twiml', lower] : PANES;
    const next = panes[(panes.indexOf(focus) + by + panes.length) % panes.length] ?? 'twiml';
    this.#update(focused(this.#view, next));
    return null;
  }

  turnTab(by: 1 | -1): null {
    const narrow = layoutOf(this.#size, this.#view).kind === 'narrow';
    const details = tabsOf(this);
    const tabs = narrow ? (['call', 'http', ...details] as const) : details;
    const { lower, detailTab } = this.#view;
    const current = narrow && lower !== 'detail' ? lower : detailTab;
    const next = tabs[(tabs.findIndex((tab) => tab === current) + by + tabs.length) % tabs.length] ?? 'params';
    if (next === 'call' || next === 'http') this.#update(focused(this.#view, next));
    else this.#update({ ...(narrow ? focused(this.#view, 'detail') : {}), detailTab: next, detailTop: 0 });
    return null;
  }

  toggleZoom(): null {
    this.#update({ zoomed: !this.#view.zoomed });
    return null;
  }

  toggleHelp(): null {
    this.#update({ help: !this.#view.help, helpTop: 0 });
    return null;
  }

  back(): null {
    if (this.#view.help) this.#update({ help: false });
    else if (this.#view.zoomed) this.#update({ zoomed: false });
    return null;
  }

  redraw(): null {
    this.#host.redraw();
    return null;
  }

  /** Time must not run out while nobody looks, so the call holds. */
  suspend(): null {
    const target = this.#target;
    if (target?.kind === 'live' && !target.held && !target.over) target.pause();
    this.#host.suspend();
    return null;
  }

  quit(reason: 'quit' | 'interrupt'): null {
    if (reason === 'quit' && this.#view.help) return this.back();
    this.#host.quit(reason);
    return null;
  }

  #press(key: KeyName): void {
    const id = commandOf(key);
    const action = id === null ? null : actionOf(id);
    if (!action) return;
    // Behind the help only the caller's keys and what belongs to the help itself do anything.
    if (this.#view.help && !/^(app\.|list\.|caller\.press)/.test(action.id)) return;
    const refusal = action.unavailable(this) ?? action.run(this, key);
    if (refusal !== null) this.say(refusal);
    else if (KEYPAD_KEYS.test(key)) this.#light(key);
  }

  #paste(text: string): void {
    const keys = dialled(text);
    if (!keys) return this.say('what is pasted is not typed: only a number with keypad keys is dialled');
    let after = 0;
    for (const { key, afterMs } of keys) {
      after += afterMs;
      if (after === 0) this.#press(key);
      else this.#later(after, () => this.#press(key));
    }
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #stopDialling(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #light(key: string): void {
    if (this.#lit) clearTimeout(this.#lit);
    this.#lit = setTimeout(() => this.#update({ pressed: null }), LIT_MS);
    this.#update({ pressed: key });
  }

  #move(target: Debuggable, movement: Movement): void {
    const { focus, call, http, detailTop } = this.#view;
    const page = pageOf(layoutOf(this.#size, this.#view), focus);
    if (focus === 'call') this.#update({ call: movedFollowing(call, movement, { ...callList(target), page }) });
    if (focus === 'http') {
      const total = hopRefs(target).length;
      this.#update({ http: movedFollowing(http, movement, { total, page, follows: total - 1 }), detailTop: 0 });
    }
    if (focus === 'detail') {
      const total = detailRows(this, this.#columnsOf('detail')).length;
      this.#update({ detailTop: this.#scrolled(detailTop, movement, total, page) });
    }
    const source = focus === 'twiml' ? sourceView(target) : null;
    if (!source) return;
    const stop = moved(cursorStop(source, this.#view), movement, source.index.stops.length, page);
    this.#update({ source: { document: source.document, stop }, shift: null });
  }

  #scrolled(top: number, movement: Movement, total: number, page: number): number {
    const highest = Math.max(0, total - page);
    return Math.min(highest, moved(Math.min(top, highest), movement, total, page));
  }

  #columnsOf(pane: PaneId): number {
    const layout = layoutOf(this.#size, this.#view);
    if (layout.kind === 'small') return 0;
    const column = layout.columns.find(({ panes }) => panes.some((slot) => slot.pane === pane));
    return (column?.width ?? this.#size.columns) - 2;
  }

  #update(changes: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...changes };
    this.#changed();
  }

  /** Many changes in one go are drawn once. */
  #changed(): void {
    this.#frame = null;
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      this.#keepTime();
      for (const listener of this.#listeners) listener();
    });
  }

  /** The clock is drawn while it runs, and only then. */
  #keepTime(): void {
    const target = this.#target;
    const runs = target?.kind === 'live' && !target.held && !target.over && target.leg?.endedAt === null;
    if (!runs) {
      if (this.#tick) clearTimeout(this.#tick);
      this.#tick = null;
      return;
    }
    this.#tick ??= setTimeout(() => {
      this.#tick = null;
      this.#changed();
    }, TICK_MS);
  }
}
