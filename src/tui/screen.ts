import type { Debuggable } from '../debug/session/debuggable.ts';
import { sourceView } from '../debug/views/source/source-view.ts';
import { helpRows } from './chrome/help-overlay.ts';
import { composeFrame, helpHeight } from './compose-frame.ts';
import { copied, movedInCopied } from './copy/copying.ts';
import type { Frame } from './frame/frame.ts';
import { dialled } from './input/dialled.ts';
import { Dialling } from './input/dialling.ts';
import type { Input } from './input/key.ts';
import type { Deck } from './modes/deck.ts';
import { panesKey } from './modes/panes.ts';
import { pasted, press } from './modes/press.ts';
import { movedIn, movedSideways, turnedPane, turnedTab } from './navigation/navigation.ts';
import { nextProblem, opened } from './navigation/problem-navigation.ts';
import { writtenInto } from './prompt/draft.ts';
import { type Entered, NOTHING_ENTERED } from './prompt/entered.ts';
import { EMPTY_PROMPT } from './prompt/prompt.ts';
import type { Size } from './scene/layout.ts';
import { type Movement, scrolled } from './scene/list-movement.ts';
import { closed, groundOf, isReading } from './scene/mode.ts';
import { A_CALL, type Opening, type Scene, type Tops } from './scene/scene.ts';
import { sceneLayout } from './scene/scene-layout.ts';
import { breakpointToggled, layoutToggled } from './scene/source-cursor.ts';
import { forNewCall, INITIAL_VIEW, type Toast, type ViewState } from './scene/view-state.ts';
import type { ScreenHost } from './screen-host.ts';
import { Ticker } from './ticker.ts';

/** How long a pressed key of the keypad stays lit. */
const LIT_MS = 150;

/**
 * The screen without the terminal: what is to be seen, and what keys do. It reads the session and keeps only
 * what belongs to looking at it.
 */
export class Screen implements Deck {
  readonly title: string;
  readonly opening: Opening;
  readonly #host: ScreenHost;
  readonly #listeners = new Set<() => void>();
  #target: Debuggable | null = null;
  #view: ViewState = INITIAL_VIEW;
  #size: Size;
  #tops: Tops = { twiml: 0, call: 0, http: 0 };
  #frame: Frame | null = null;
  #telling = false;
  #detach: () => void = () => {};
  readonly #dialling = new Dialling();
  #lit: NodeJS.Timeout | null = null;
  #entered: Entered = NOTHING_ENTERED;
  readonly #ticker = new Ticker(() => this.#changed());

  constructor(title: string, size: Size, host: ScreenHost, opening: Opening = A_CALL) {
    this.title = title;
    this.opening = opening;
    // Whoever opens a conversation wants to write, and to see what is answered.
    if (opening.product === 'messaging')
      this.#view = { ...INITIAL_VIEW, focus: 'call', mode: { kind: opening.replay ? 'panes' : 'writing' } };
    this.#size = size;
    this.#host = host;
  }

  get target(): Debuggable | null {
    return this.#target;
  }

  get product(): Scene['product'] {
    return this.#target?.product ?? this.opening.product;
  }

  get view(): ViewState {
    return this.#view;
  }

  get size(): Size {
    return this.#size;
  }

  get entered(): Entered {
    return this.#entered;
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
        this.#dialling.stop();
        this.change(forNewCall(this.#view));
      },
    });
    if (target.product === 'messaging')
      this.change({ focus: 'call', mode: { kind: target.live?.writer ? 'writing' : 'panes' } });
    this.#changed();
  }

  /** Nothing is drawn any more. */
  close(): void {
    this.#detach();
    this.#dialling.stop();
    if (this.#lit) clearTimeout(this.#lit);
    this.#ticker.stop();
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
    if (this.#view.toast || this.#view.greets) this.change({ toast: null, greets: false });
    if (input.type === 'paste') this.#paste(input.text);
    else press(this, input.key);
  }

  say(text: string, tone: Toast['tone'] = 'warning'): void {
    this.change({ toast: { text, tone } });
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
    return sceneLayout(this).kind === 'small' ? 'the terminal is too small' : null;
  }

  /** One thing at a time: what else is open closes. */
  openPrompt(): null {
    return this.#updated({ mode: { kind: 'prompt', over: groundOf(this.#view.mode), field: EMPTY_PROMPT } });
  }

  /** Nobody writes as fast as they speak: time stands still meanwhile. */
  openSpeech(): null {
    this.#target?.live?.rest(true);
    return this.#updated({ mode: { kind: 'speech', over: groundOf(this.#view.mode), field: EMPTY_PROMPT } });
  }

  /** Opens the field for the next message, and puts text in. Time goes on meanwhile. */
  openWriting(text = ''): null {
    const draft = writtenInto(this.#view.draft, text);
    const { mode } = this.#view;
    // The menu, or the prompt, that it was opened from closes by itself.
    const stays = 'over' in mode && !isReading(mode);
    return this.#updated({ mode: stays ? { ...mode, over: 'writing' } : { kind: 'writing' }, draft });
  }

  /** Copies what this word names, or asks. */
  copy(word?: string): string | null {
    if (word === undefined)
      return this.#updated({ mode: { kind: 'copying', over: groundOf(this.#view.mode) } });
    const done = copied(this, word, (text) => this.#host.copy(text));
    return typeof done === 'string' ? done : this.#updated(done);
  }

  toggleBreakpoint(): string | null {
    return breakpointToggled(this);
  }

  toggleLayout(): string | null {
    const changes = layoutToggled(this);
    return typeof changes === 'string' ? changes : this.#updated(changes);
  }

  nextProblem(): null {
    return this.#updated(nextProblem(this));
  }

  move(movement: Movement): null {
    const { mode } = this.#view;
    if (mode.kind === 'copied') return this.#updated(movedInCopied(this, movement));
    if (mode.kind !== 'help') return this.#updated(movedIn(this, movement));
    const { columns, rows } = this.#size;
    const total = helpRows(this, columns - 2).length;
    const seen = helpHeight(rows, sceneLayout(this));
    return this.#updated({ mode: { ...mode, top: scrolled(mode.top, movement, total, seen) } });
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
    const { mode } = this.#view;
    if (mode.kind === 'help') return this.#updated({ mode: closed(mode) });
    return this.#updated({ mode: { kind: 'help', over: groundOf(mode), top: 0 } });
  }

  back(): null {
    const { mode, zoomed } = this.#view;
    if (mode.kind === 'copying' || isReading(mode)) this.change({ mode: closed(mode) });
    else if (zoomed) this.change({ zoomed: false });
    return null;
  }

  redraw(): null {
    this.#host.redraw();
    return null;
  }

  /** Time must not run out while nobody looks, so the call holds. */
  suspend(): null {
    const target = this.#target;
    if (target?.live && !target.held && !target.over) target.live.pause();
    this.#host.suspend();
    return null;
  }

  quit(reason: 'quit' | 'interrupt'): null {
    if (reason === 'quit' && isReading(this.#view.mode)) return this.back();
    this.#host.quit(reason);
    return null;
  }

  light(key: string): void {
    if (this.#lit) clearTimeout(this.#lit);
    this.#lit = setTimeout(() => this.change({ pressed: null }), LIT_MS);
    this.change({ pressed: key });
  }

  change(changes: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...changes };
    this.#changed();
  }

  remember(entered: Partial<Entered>): void {
    this.#entered = { ...this.#entered, ...entered };
  }

  /** A number with keypad keys is dialled where nothing is typed. */
  #paste(text: string): void {
    if (pasted(this, text)) return;
    const keys = dialled(text);
    if (!keys) return this.say('what is pasted is not typed: only a number with keypad keys is dialled');
    this.#dialling.start(keys, (key) => panesKey(this, key));
  }

  #updated(changes: Partial<ViewState>): null {
    this.change(changes);
    return null;
  }

  /** Many changes in one go are drawn once. */
  #changed(): void {
    this.#frame = null;
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      this.#ticker.keep(this.#target);
      for (const listener of this.#listeners) listener();
    });
  }
}
