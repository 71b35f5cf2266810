import { PassThrough } from 'node:stream';
import type { Size } from '../scene/layout.ts';

/** The two ends of a terminal. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

const PASTE_ON = '\u001B[?2004h';
const PASTE_OFF = '\u001B[?2004l';
const ALTERNATE_OFF = '\u001B[?1049l';
const CURSOR_ON = '\u001B[?25h';
const CLEAR = '\u001B[2J\u001B[H';

/** Every key comes at once and unchanged, and pasted text is marked as such. */
export function claimInput({ stdin, stdout }: TerminalStreams): void {
  stdin.setRawMode(true);
  stdout.write(PASTE_ON);
}

/** Gives the input back. Doing it twice, or on a terminal that is gone, does nothing. */
export function releaseInput({ stdin, stdout }: TerminalStreams): void {
  try {
    stdout.write(PASTE_OFF);
    stdin.setRawMode(false);
  } catch {
    // The terminal was closed: there is nothing left to put right.
  }
}

/** Everything as it was, for when nobody else gets to it any more. */
export function restoreTerminal(streams: TerminalStreams): void {
  releaseInput(streams);
  try {
    streams.stdout.write(ALTERNATE_OFF + CURSOR_ON);
  } catch {
    // As above.
  }
}

/** Wipes the screen, so that what others have written on it is gone. */
export function clearScreen({ stdout }: TerminalStreams): void {
  stdout.write(CLEAR);
}

/** What terminals take at once; xterm, the strictest, has a limit of 100 kB for such a sequence. */
const LONGEST_CLIPBOARD = 100_000;

/**
 * Has the terminal put a text on its clipboard (OSC 52), which works over SSH too. Whether it did, nobody learns;
 * false means that it was not even asked, as the text is too long.
 */
export function copyToClipboard({ stdout }: TerminalStreams, text: string): boolean {
  const encoded = Buffer.from(text).toString('base64');
  if (encoded.length > LONGEST_CLIPBOARD) return false;
  stdout.write(`\u001B]52;c;${encoded}\u0007`);
  return true;
}

/**
 * The size to draw at. A frame of all rows makes a Windows console scroll and Ink clear it each time (ink #450,
 * #969), so there one row stays free.
 */
export function sizeOf(stdout: NodeJS.WriteStream, platform: NodeJS.Platform = process.platform): Size {
  const rows = stdout.rows || 24;
  return { columns: stdout.columns || 80, rows: platform === 'win32' ? Math.max(1, rows - 1) : rows };
}

/**
 * Has Node ask for the size again: a terminal that was resized while somebody else had it told them, not us. What is
 * different is told by the stream's event `resize`, as ever.
 */
export function measureAnew(): void {
  if (process.platform !== 'win32') process.kill(process.pid, 'SIGWINCH');
}

/** An input that never says anything, for Ink: keys are read by ourselves (see `input/`). */
export function silentInput(): NodeJS.ReadStream {
  const stream = new PassThrough() as unknown as NodeJS.ReadStream;
  stream.isTTY = true;
  stream.setRawMode = () => stream;
  stream.ref = () => stream;
  stream.unref = () => stream;
  return stream;
}
