import { LONGEST_MESSAGE, MOST_MEDIA } from '../../twiml/language/limits.ts';

/** Why so much cannot be one message, in words; `null` when it can. */
export function tooMuchFor(body: string, files: number): string | null {
  if (body.length > LONGEST_MESSAGE)
    return `a message has at most ${LONGEST_MESSAGE} characters, and one here has ${body.length}`;
  return files > MOST_MEDIA ? `a message has at most ${MOST_MEDIA} files; one here has ${files}` : null;
}
