import { completionsOf } from '../debug/command-line.ts';
import type { Debuggable } from '../debug/debuggable.ts';
import { sourceView } from '../debug/views/source-view.ts';
import { ACTIONS, actionOf } from './actions.ts';
import { helpRows } from './chrome/help-overlay.ts';
import { composeFrame } from './compose-frame.ts';
import { COPY_ITEMS } from './copy/copy-items.ts';
import { copied, movedInCopied } from './copy/copying.ts';
import type { Frame, Tops } from './frame.ts';
import { dialled } from './input/dialled.ts';
import type { Input, KeyName } from './input/key.ts';
import { commandOf, KEYPAD_KEYS } from './key-map.ts';
import { layoutOf, type Size } from './layout.ts';
import { type Movement, scrolled } from './list-movement.ts';
import { movedIn, movedSideways, turnedPane, turnedTab } from './navigation.ts';
import { cursorStop } from './panes/twiml-pane.ts';
import { nextProblem, opened } from './problem-navigation.ts';
import { EMPTY_PROMPT, type Prompt, pastedInto, prompted, soughtBy } from './prompt/prompt.ts';
import { runWritten } from './prompt/run-written.ts';
import type { Scene } from './scene.ts';
import { forNewCall, INITIAL_VIEW, type Toast, type ViewState } from './view-state.ts';

/** What the screen asks of whoever owns the terminal. */
export interface ScreenHost {
  quit(reason: 'quit' | 'interrupt'): void;
  redraw(): void;
  suspend(): void;
  /** Hands a text to the terminal's clipboard; false for one that is too long for it. */
  copy(text: string): boolean;
  /** Why the program cannot be suspended here; `null` when it can. */
  readonly cannotSuspend: string | null;
}

/** How long a pressed key of the keypad stays lit. */
const LIT_MS = 150;
/** Keys that do the same while something is typed. */
const ALWAYS: ReadonlySet<KeyName> = new Set(['Ctrl-C', 'Ctrl-Z', 'Ctrl-L']);
/** Earlier commands that are kept. */
const MOST_HISTORY = 100;
/** How often the clock is drawn while it runs: often enough to see it, seldom enough to cost nothing. */
const TICK_MS = 200;

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
  /** Commands that were written, newest first. */
  #history: readonly string[] = [];
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

  /** Why there is no prompt here; `null` when there can be one. */
  get cannotPrompt(): string | null {
    return layoutOf(this.#size, this.#view).kind === 'small' ? 'the terminal is too small' : null;
  }

  /** One thing at a time: what else is open closes. */
  openPrompt(): null {
    return this.#updated({ prompt: EMPTY_PROMPT, help: false, copied: null });
  }

  /** Copies what this word names, or asks. */
  copy(word?: string): string | null {
    if (word === undefined) return this.#updated({ copying: true });
    const done = copied(this, word, (text) => this.#host.copy(text));
    return typeof done === 'string' ? done : this.#updated(done);
  }

  toggleBreakpoint(): string | null {
    const source = this.#target && sourceView(this.#target);
    if (!this.#target || !source) return 'there is no document yet';
    const stop = source.index.stops[cursorStop(source, this.#view)];
    if (!stop?.verb) return `no verb starts on line ${stop?.line ?? 1}: j and k move to one`;
    return this.#target.toggleBreakpoint(source.document, stop.verb);
  }

  nextProblem(): null {
    return this.#updated(nextProblem(this));
  }

  move(movement: Movement): null {
    if (this.#view.copied) return this.#updated(movedInCopied(this, movement));
    if (!this.#view.help) return this.#updated(movedIn(this, movement));
    const { columns, rows } = this.#size;
    const total = helpRows(this, columns - 2).length;
    return this.#updated({ helpTop: scrolled(this.#view.helpTop, movement, total, rows - 6) });
  }

  scrollSideways(direction: 1 | -1): null {
    return this.#updated(movedSideways(this, direction));
  }

  open(): string | null {
    const changes = opened(this);
    return typeof changes === 'string' ? changes : this.#updated(changes);
  }

  revealNow(): null {
    return this.#updated({ source: null, shift: null, call: null, http: null });
  }

  turnPane(by: 1 | -1): null {
    return this.#updated(turnedPane(this, by));
  }

  turnTab(by: 1 | -1): null {
    return this.#updated(turnedTab(this, by));
  }

  toggleZoom(): null {
    return this.#updated({ zoomed: !this.#view.zoomed });
  }

  toggleHelp(): null {
    return this.#updated({ help: !this.#view.help, helpTop: 0 });
  }

  back(): null {
    const { copying, copied: shown } = this.#view;
    if (copying || shown) this.#update({ copying: false, copied: null });
    else if (this.#view.help) this.#update({ help: false });
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
    if (reason === 'quit' && (this.#view.help || this.#view.copied)) return this.back();
    this.#host.quit(reason);
    return null;
  }

  #press(key: KeyName): void {
    if (this.#view.prompt && !ALWAYS.has(key)) this.#type(this.#view.prompt, key);
    else if (this.#view.copying && !ALWAYS.has(key) && !KEYPAD_KEYS.test(key)) this.#choose(key);
    else this.#perform(key);
  }

  /** In the menu a key chooses; any other closes it. */
  #choose(key: KeyName): void {
    this.#update({ copying: false });
    const word = COPY_ITEMS.find((item) => item.key === key)?.word;
    const refusal = word === undefined ? null : this.copy(word);
    if (refusal !== null) this.say(refusal);
  }

  #perform(key: KeyName): void {
    const id = commandOf(key);
    const action = id === null ? null : actionOf(id);
    if (!action) return;
    // Behind the help, or a text, only the caller's keys and what belongs to it do anything.
    if (
      (this.#view.help || this.#view.copied) &&
      !/^(app\.|list\.|caller\.press|command\.open)/.test(action.id)
    )
      return;
    const keypad = KEYPAD_KEYS.test(key);
    const refusal = action.unavailable(this) ?? action.run(this, keypad ? key : undefined);
    if (refusal !== null) this.say(refusal);
    else if (keypad) this.#light(key);
  }

  /** In the prompt every key is for the line. */
  #type(prompt: Prompt, key: KeyName): void {
    const next = prompted(prompt, key, {
      completions: () => completionsOf(soughtBy(prompt), ACTIONS, this),
      history: this.#history,
    });
    if (next === 'leave') return this.#update({ prompt: null });
    if (next !== 'run') return this.#update({ prompt: next });
    const { text } = prompt.line;
    this.#history = [text, ...this.#history.filter((line) => line !== text)].slice(0, MOST_HISTORY);
    const error = runWritten(text, this);
    this.#update({ prompt: error === null ? null : { ...prompt, error } });
  }

  #paste(text: string): void {
    if (this.#view.prompt) return this.#update({ prompt: pastedInto(this.#view.prompt, text) });
    const keys = dialled(text);
    if (!keys) return this.say('what is pasted is not typed: only a number with keypad keys is dialled');
    let after = 0;
    for (const { key, afterMs } of keys) {
      after += afterMs;
      if (after === 0) this.#perform(key);
      else this.#later(after, () => this.#perform(key));
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

  #updated(changes: Partial<ViewState>): null {
    this.#update(changes);
    return null;
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
