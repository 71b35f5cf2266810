import { curlCommand } from './curl.ts';
import type { RecordedSession } from './recorded-session.ts';
import { quoted } from './shell-word.ts';

/** Options for {@link curlScript}. */
export interface CurlScriptOptions {
  /** Keep cookies and signatures as they were, instead of removing the cookies and signing again. */
  readonly secrets: boolean;
}

/** Writes a shell script with a command for each request of a session that went over the wire, in order. */
export function curlScript({ target, events }: RecordedSession, { secrets }: CurlScriptOptions): string {
  const commands: string[] = [];
  let number = 0;
  for (const event of events) {
    if (event.type !== 'exchange') continue;
    number++;
    for (const hop of event.hops) {
      if (hop.cache === 'hit') continue;
      const answer = hop.status ?? hop.failure ?? 'no answer';
      const title = `# ${number}  ${event.purpose}  ${hop.method} ${hop.url.split('?', 1)[0]}  ${answer}`;
      const command = curlCommand(hop, {
        quiet: true,
        ...(secrets ? {} : { signed: true, redacted: true }),
      });
      commands.push(`${comment(title)}\necho ${quoted(comment(title))}\n${command}`);
    }
  }
  const signing = secrets
    ? []
    : [
        '# Signs with $TWILIO_AUTH_TOKEN. Cookie values are redacted: an app that keeps sessions answers as to a new one',
        '# (twiml-debug export --secrets keeps them).',
      ];
  const head = ['#!/bin/sh', comment(`# The requests of a session with ${target}.`), ...signing].join('\n');
  return [head, ...commands].join('\n\n');
}

/** Puts a text on one line: a shell comment ends with its line. */
function comment(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
