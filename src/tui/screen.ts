import { completionsOf } from '../debug/commands/command-line.ts';
import { NOTHING, send } from '../debug/commands/message-commands.ts';
import type { Debuggable } from '../debug/session/debuggable.ts';
import { sourceView } from '../debug/views/source/source-view.ts';
import { helpRows } from './chrome/help-overlay.ts';
import { actionOf, actionsFor, TOO_EARLY } from './commands/actions.ts';
import type { Controls } from './commands/controls.ts';
import { composeFrame, helpHeight } from './compose-frame.ts';
import { COPY_ITEMS } from './copy/copy-items.ts';
import { copied, movedInCopied } from './copy/copying.ts';
import type { Frame } from './frame/frame.ts';
import { dialled } from './input/dialled.ts';
import { Dialling } from './input/dialling.ts';
import type { Input, KeyName } from './input/key.ts';
import { commandOf, KEYPAD_KEYS } from './keys/key-map.ts';
import { history, runWritten } from './modes/run-written.ts';
import { movedIn, movedSideways, turnedPane, turnedTab } from './navigation/navigation.ts';
import { nextProblem, opened } from './navigation/problem-navigation.ts';
import { scrolledBehind } from './navigation/scrolled-behind.ts';
import { drafted, writtenInto } from './prompt/draft.ts';
import { EMPTY_PROMPT, type Prompt, pastedInto, prompted, soughtBy } from './prompt/prompt.ts';
import { remembered } from './prompt/remembered.ts';
import type { Size } from './scene/layout.ts';
import { type Movement, scrolled } from './scene/list-movement.ts';
import { A_CALL, type Opening, type Scene, type Tops } from './scene/scene.ts';
import { sceneLayout } from './scene/scene-layout.ts';
import { breakpointToggled, layoutToggled } from './scene/source-cursor.ts';
import { forNewCall, INITIAL_VIEW, type Toast, type ViewState } from './scene/view-state.ts';
import type { ScreenHost } from './screen-host.ts';
import { Ticker } from './ticker.ts';

/** How long a pressed key of the keypad stays lit. */
const LIT_MS = 150;
/** Keys that do the same while something is typed. */
const ALWAYS: ReadonlySet<KeyName> = new Set(['Ctrl-C', 'Ctrl-Z', 'Ctrl-L']);

/**
 * The screen without the terminal: what is to be seen, and what keys do. It reads the session and keeps only
 * what belongs to looking at it.
 */
export class Screen implements Controls {
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
  /** Commands that were written, newest first. */
  #history: readonly string[] = [];
  /** What was said, newest first. */
  #phrases: readonly string[] = [];
  /** Messages that were sent, newest first. */
  #written: readonly string[] = [];
  readonly #ticker = new Ticker(() => this.#changed());

  constructor(title: string, size: Size, host: ScreenHost, opening: Opening = A_CALL) {
    this.title = title;
    this.opening = opening;
    // Whoever opens a conversation wants to write, and to see what is answered.
    if (opening.product === 'messaging')
      this.#view = { ...INITIAL_VIEW, focus: 'call', writing: !opening.replay };
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
        this.#update(forNewCall(this.#view));
      },
    });
    if (target.product === 'messaging')
      this.#update({ focus: 'call', writing: Boolean(target.live?.writer) });
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
    if (this.#view.toast || this.#view.greets) this.#update({ toast: null, greets: false });
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
    return sceneLayout(this).kind === 'small' ? 'the terminal is too small' : null;
  }

  /** One thing at a time: what else is open closes. */
  openPrompt(): null {
    return this.#updated({ prompt: EMPTY_PROMPT, help: false, copied: null });
  }

  /** Nobody writes as fast as they speak: time stands still meanwhile. */
  openSpeech(): null {
    this.#target?.live?.rest(true);
    return this.#updated({ speech: EMPTY_PROMPT });
  }

  /** Opens the field for the next message, and puts text in. Time goes on meanwhile. */
  openWriting(text = ''): null {
    const draft = writtenInto(this.#view.draft, text);
    return this.#updated({ writing: true, help: false, copied: null, draft });
  }

  /** Copies what this word names, or asks. */
  copy(word?: string): string | null {
    if (word === undefined) return this.#updated({ copying: true });
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
    if (this.#view.copied) return this.#updated(movedInCopied(this, movement));
    if (!this.#view.help) return this.#updated(movedIn(this, movement));
    const { columns, rows } = this.#size;
    const total = helpRows(this, columns - 2).length;
    const seen = helpHeight(rows, sceneLayout(this));
    return this.#updated({ helpTop: scrolled(this.#view.helpTop, movement, total, seen) });
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
    if (target?.live && !target.held && !target.over) target.live.pause();
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
    else if (this.#view.speech && !ALWAYS.has(key)) this.#speak(this.#view.speech, key);
    else if (this.#view.copying && !ALWAYS.has(key) && !KEYPAD_KEYS.test(key)) this.#choose(key);
    else if (this.#view.writing && !this.#behind && !ALWAYS.has(key)) this.#write(key);
    else this.#perform(key);
  }

  /** Something lies over the panes that is read, not written. */
  get #behind(): boolean {
    return this.#view.help || this.#view.copied !== null;
  }

  /** In the menu a key chooses; any other closes it. */
  #choose(key: KeyName): void {
    this.#update({ copying: false });
    const word = COPY_ITEMS.find((item) => item.key === key)?.word;
    const refusal = word === undefined ? null : this.copy(word);
    if (refusal !== null) this.say(refusal);
  }

  #perform(key: KeyName): void {
    const id = commandOf(key, this.product);
    const action = id === null ? null : actionOf(id);
    if (!action) return;
    // Behind the help, or a text, only the caller's keys and what belongs to it do anything.
    if (this.#behind && !/^(app\.|list\.|caller\.press|command\.open)/.test(action.id)) return;
    const keypad = KEYPAD_KEYS.test(key);
    const refusal = action.unavailable(this) ?? action.run(this, keypad ? key : undefined);
    if (refusal !== null) this.say(refusal);
    else if (action.id === 'caller.press') this.#light(key);
  }

  /** In the prompt every key is for the line. */
  #type(prompt: Prompt, key: KeyName): void {
    const next = prompted(prompt, key, {
      completions: () => completionsOf(soughtBy(prompt), actionsFor(this), this),
      history: this.#history,
    });
    if (next === 'leave') return this.#update({ prompt: null });
    if (next !== 'run') return this.#update({ prompt: next });
    const { text } = prompt.line;
    this.#history = history(text, this, this.#history);
    const error = runWritten(text, this);
    this.#update({ prompt: error === null ? null : { ...prompt, error } });
  }

  /** In the field every key is for what is said. */
  #speak(field: Prompt, key: KeyName): void {
    const next = prompted(field, key, { completions: () => [], history: this.#phrases });
    if (next === 'leave') return this.#closeSpeech();
    if (next !== 'run') return this.#update({ speech: next });
    const { text } = field.line;
    this.#phrases = remembered(text, this.#phrases);
    const say = actionOf('caller.say');
    const error = say?.unavailable(this) ?? say?.run(this, text) ?? null;
    if (error === null) this.#closeSpeech();
    else this.#update({ speech: { ...field, error } });
  }

  /** In the field every key is for the message; pages scroll what was written before. */
  #write(key: KeyName): void {
    if (key === 'PgUp' || key === 'PgDn')
      return this.#update(scrolledBehind(this, key === 'PgUp' ? 'page-up' : 'page-down'));
    const next = drafted(this.#view.draft, key, this.#written);
    if (next === 'command') this.#perform(':');
    else if (next === 'leave') this.#update({ writing: false });
    else if (next === 'send') this.#send();
    else this.#update({ draft: next });
  }

  /** What cannot be sent stays to be mended. */
  #send(): void {
    const { text } = this.#view.draft.line;
    const refusal = this.#target ? send(this.#target, { ...NOTHING, body: text }) : TOO_EARLY;
    if (refusal !== null) return this.say(refusal);
    if (text !== '') this.#written = remembered(text, this.#written);
    this.#update({ draft: EMPTY_PROMPT });
    this.revealNow();
  }

  #closeSpeech(): void {
    this.#target?.live?.rest(false);
    this.#update({ speech: null });
  }

  #paste(text: string): void {
    const { prompt, speech, draft } = this.#view;
    if (prompt) return this.#update({ prompt: pastedInto(prompt, text) });
    if (speech) return this.#update({ speech: pastedInto(speech, text) });
    if (this.#target?.live?.writer) {
      if (!this.#view.writing) this.openWriting();
      return this.#update({ draft: writtenInto(draft, text) });
    }
    const keys = dialled(text);
    if (!keys) return this.say('what is pasted is not typed: only a number with keypad keys is dialled');
    this.#dialling.start(keys, (key) => this.#perform(key));
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
      this.#ticker.keep(this.#target);
      for (const listener of this.#listeners) listener();
    });
  }
}
