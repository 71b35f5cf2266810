import { escapeXml } from '../../src/twiml/escape-xml.ts';
import { type Answer, type Asked, response } from './memory-call.ts';

const QUESTIONS = ['What is your name?', 'How old are you, %?', 'Which colour do you like?', 'Thank you, %.'];

/** A survey whose answers so far are in a session, which a cookie names; `/odd` answers what it is asked for. */
export function messageApp(): Readonly<Record<string, Answer>> {
  const sessions = new Map<string, string[]>();
  return {
    '/sms': ({ params, headers }: Asked) => {
      const known = /\bsid=(\d+)/.exec(headers['cookie'] ?? '')?.[1];
      const id = known !== undefined && sessions.has(known) ? known : String(sessions.size + 1);
      const answers = sessions.get(id) ?? [];
      sessions.set(id, answers);
      answers.push(params['Body'] ?? '');
      const question = (QUESTIONS[answers.length - 1] ?? 'We are done.').replace('%', answers[1] ?? '');
      const body = response(`  <Message>${escapeXml(question)}</Message>`);
      return {
        body,
        bytes: body.length,
        headers: [
          ['Content-Type', 'text/xml'],
          ['Set-Cookie', `sid=${id}; Path=/; HttpOnly`],
        ],
      };
    },
  };
}
