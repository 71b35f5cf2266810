/** Longest text of a message, in characters, and most files (Twilio docs: Twilio's request to your incoming message webhook URL). */
const LONGEST_BODY = 1600;
const MOST_MEDIA = 10;

/** Why so much cannot be one message, in words; `null` when it can. */
export function tooMuchFor(body: string, files: number): string | null {
  if (body.length > LONGEST_BODY)
    return `a message has at most ${LONGEST_BODY} characters; one here has ${body.length}`;
  return files > MOST_MEDIA ? `a message has at most ${MOST_MEDIA} files; one here has ${files}` : null;
}
