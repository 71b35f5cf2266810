import type { InboundMessage } from '../../engine/placed/inbound-message.ts';
import { accepted, type Refusal, type Result, refused } from '../../errors/result.ts';
import { parseDuration } from '../duration.ts';

/** One message of a conversation, as its writer means it. */
export interface PlannedMessage extends Pick<InboundMessage, 'body' | 'button' | 'location' | 'isReply'> {
  /** Milliseconds after everything about the message before is done. */
  readonly afterMs: number;
  /** Whoever writes from here on; `null` for the usual one. */
  readonly from: string | null;
  /** Paths, or URLs that somebody else serves. */
  readonly attachments: readonly string[];
}

const FORMS =
  'send "hi", attach photo.png, reply "yes", button "Yes" payload, location 37.78,-122.39 "Home", wait 4h, from +15550001111';

/** A message with a text and nothing else. */
export function plainMessage(body: string): PlannedMessage {
  return { afterMs: 0, from: null, body, attachments: [], button: null, location: null, isReply: false };
}

/**
 * Reads a message script: actions separated by semicolons or newlines; a line that begins with `#` is a comment.
 * A file goes with the next message that is sent, or by itself before a `wait` and at the end.
 */
export function parseMessageScript(text: string): Result<readonly PlannedMessage[]> {
  const writer = new Writer();
  for (const [row, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trimStart().startsWith('#')) continue;
    for (const piece of splitActions(line)) {
      const problem = writer.take(piece);
      if (problem === null) continue;
      return refused(`${problem}${row > 0 ? ` (line ${row + 1})` : ''}; write ${FORMS}`);
    }
  }
  const messages = writer.finish();
  return messages.length > 0 ? accepted(messages) : refused(`the script sends nothing; write ${FORMS}`);
}

/** Follows a script, action by action. */
class Writer {
  readonly #messages: PlannedMessage[] = [];
  #afterMs = 0;
  #from: string | null = null;
  #attachments: string[] = [];

  /** Takes the next action. */
  take(action: string): Refusal | null {
    const [, verb = '', rest = ''] = /^(\w+)\b\s*(?!\s)(.*)$/s.exec(action) ?? [];
    switch (verb) {
      case 'send':
      case 'reply': {
        const body = quotedText(rest);
        if (body === null) return `"${action}" needs its text in quotes`;
        this.#send({ body, isReply: verb === 'reply' });
        return null;
      }
      case 'attach':
        if (rest === '') return `"${action}" needs the name of a file`;
        this.#attachments.push(quotedText(rest) ?? rest);
        return null;
      case 'button':
        return this.#press(action, rest);
      case 'location':
        return this.#share(action, rest);
      case 'wait':
        return this.#wait(action, rest);
      case 'from':
        if (rest === '') return `"${action}" needs a number`;
        this.#attach();
        this.#from = rest;
        return null;
      default:
        return `"${action}" is not an action of a message script`;
    }
  }

  finish(): readonly PlannedMessage[] {
    this.#attach();
    return this.#messages;
  }

  #press(action: string, rest: string): Refusal | null {
    const [, label, payload] = /^("(?:\\.|[^"\\])*")\s*(?!\s)(.*)$/s.exec(rest) ?? [];
    const text = label === undefined ? null : quotedText(label);
    if (text === null) return `"${action}" needs the button's label in quotes`;
    const own = quotedText(payload ?? '') ?? payload ?? '';
    this.#send({ body: text, button: { text, payload: own === '' ? text : own } });
    return null;
  }

  #share(action: string, rest: string): Refusal | null {
    const [, latitude, longitude, name] =
      /^(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(".*")?$/s.exec(rest) ?? [];
    if (latitude === undefined || longitude === undefined)
      return `"${action}" needs a latitude and a longitude`;
    if (Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180)
      return `"${action}" is not a place on earth: latitudes go from -90 to 90, longitudes from -180 to 180`;
    const label = name === undefined ? null : quotedText(name);
    this.#send({ body: '', location: { latitude, longitude, label } });
    return null;
  }

  #wait(action: string, rest: string): Refusal | null {
    const ms = parseDuration(rest);
    if (ms === null) return `"${action}" needs a time, such as 30s, 5m or 4h`;
    this.#attach();
    this.#afterMs += ms;
    return null;
  }

  /** What is attached and goes with no text goes by itself. */
  #attach(): void {
    if (this.#attachments.length > 0) this.#send({ body: '' });
  }

  #send(what: Partial<PlannedMessage>): void {
    this.#messages.push({
      ...plainMessage(''),
      ...what,
      afterMs: this.#afterMs,
      from: this.#from,
      attachments: this.#attachments,
    });
    this.#afterMs = 0;
    this.#attachments = [];
  }
}

/** Splits at semicolons outside quotes. */
function splitActions(line: string): readonly string[] {
  const pieces = line.match(/(?:"(?:\\.|[^"\\])*"|[^;"]|")+/g) ?? [];
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** A text in quotes, with `\n`, `\"` and `\\` as everywhere; `null` for what is not in quotes. */
export function quotedText(written: string): string | null {
  const inside = /^"((?:\\.|[^"\\])*)"$/s.exec(written.trim())?.[1];
  return inside?.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char)) ?? null;
}
