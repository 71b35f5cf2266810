/** What a piece of text means; the theme decides how that looks. Components never name a colour. */
export type Tone =
  | 'plain'
  | 'quiet'
  | 'strong'
  | 'border'
  | 'focus'
  | 'good'
  | 'warning'
  | 'error'
  | 'redirect'
  | 'waiting'
  | 'now'
  | 'nowRunning'
  | 'selected'
  | 'selectedAway'
  | 'breakpoint'
  | 'tag'
  | 'name'
  | 'attribute'
  | 'value'
  | 'key'
  | 'keyDown'
  | 'keyOff'
  | 'caller'
  | 'modePaused'
  | 'modeRunning'
  | 'modeListening'
  | 'modeWaiting'
  | 'modeReplay'
  | 'modeEnded'
  | 'modeFailed';

/** A piece of text with one meaning. It holds no control characters. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One row of the screen, or a part of one. */
export type Line = readonly Span[];

/** A span; plain unless said otherwise. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** A line of one span. */
export function line(text: string, tone: Tone = 'plain'): Line {
  return [{ text, tone }];
}

/** The same text, all of it in one tone. */
export function toned(spans: Line, tone: Tone): Line {
  return [{ text: spans.map(({ text }) => text).join(''), tone }];
}
