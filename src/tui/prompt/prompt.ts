import type { KeyName } from '../input/key.ts';
import { type EditedLine, edited, inserted } from '../input/line-editor.ts';

/** The `:` prompt while it is open. */
export interface Prompt {
  readonly line: EditedLine;
  /** The line as it was typed: Tab and the history put others in its place, and give it back. */
  readonly typed: string;
  /** Which completion of what was typed stands in the line; `null` when none does. */
  readonly chosen: number | null;
  /** Which earlier line stands in it, 0 being the newest; `null` when none does. */
  readonly recalled: number | null;
  /** Why the line could not be run. */
  readonly error: string | null;
}

/** What the prompt is given to choose from. */
export interface PromptChoices {
  /** Lines that `typed` could become. */
  readonly completions: () => readonly { readonly text: string }[];
  /** Lines that were run, newest first. */
  readonly history: readonly string[];
}

/** A prompt with nothing in it. */
export const EMPTY_PROMPT: Prompt = {
  line: { text: '', cursor: 0 },
  typed: '',
  chosen: null,
  recalled: null,
  error: null,
};

/** What a key does: to the prompt, or `run` the line, or `leave`. Other keys do nothing. */
export function prompted(prompt: Prompt, key: KeyName, choices: PromptChoices): Prompt | 'run' | 'leave' {
  switch (key) {
    case 'Enter':
      return prompt.line.text.trim() === '' ? 'leave' : 'run';
    case 'Esc':
      return 'leave';
    case 'Tab':
      return completed(prompt, choices, 1);
    case 'Shift-Tab':
      return completed(prompt, choices, -1);
    case 'Up':
    case 'Ctrl-P':
      return remembered(prompt, choices, 1);
    case 'Down':
    case 'Ctrl-N':
      return remembered(prompt, choices, -1);
    default: {
      if (prompt.line.text === '' && (key === 'Backspace' || key === 'Ctrl-H')) return 'leave';
      const line = edited(prompt.line, key);
      if (!line) return prompt;
      return line.text === prompt.line.text ? { ...prompt, line } : typed(line);
    }
  }
}

/** Pasted text is only ever put in: a line break in it runs nothing. */
export function pastedInto({ line }: Prompt, text: string): Prompt {
  return typed(inserted(line, text.trim()));
}

/** What was typed so far, for which completions are listed. */
export function soughtBy({ typed: own, line, recalled }: Prompt): string {
  return recalled === null ? own : line.text;
}

function typed(line: EditedLine): Prompt {
  return { ...EMPTY_PROMPT, line, typed: line.text };
}

function completed(prompt: Prompt, { completions }: PromptChoices, by: 1 | -1): Prompt {
  const list = completions();
  const sought = soughtBy(prompt);
  const first = by === 1 ? 0 : list.length - 1;
  const at = prompt.chosen === null ? first : prompt.chosen + by;
  const chosen = ((at % list.length) + list.length) % list.length;
  const text = list[chosen]?.text;
  if (text === undefined) return prompt;
  // With nothing else to choose the next Tab goes on from here.
  if (list.length === 1) return typed(atEnd(text));
  return { ...EMPTY_PROMPT, line: atEnd(text), typed: sought, chosen };
}

function remembered(prompt: Prompt, { history }: PromptChoices, by: 1 | -1): Prompt {
  const at = (prompt.recalled ?? -1) + by;
  if (at < 0) return prompt.recalled === null ? prompt : typed(atEnd(prompt.typed));
  const text = history[at];
  if (text === undefined) return prompt;
  return { ...EMPTY_PROMPT, line: atEnd(text), typed: prompt.typed, recalled: at };
}

function atEnd(text: string): EditedLine {
  return { text, cursor: text.length };
}
