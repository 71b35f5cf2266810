import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The picture of the screen in the README: a whole frame that a test compares with what the program draws. */
export function screenPicture(): string {
  const frame = join(import.meta.dirname, '..', '..', 'test', 'screens', 'golden', 'prompt-120x40.txt');
  return `\`\`\`\n${readFileSync(frame, 'utf8').trimEnd()}\n\`\`\``;
}
