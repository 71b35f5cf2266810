import { createHmac, randomUUID } from 'node:crypto';
import { type Route, serveWebhook, type Webhook } from './webhook.ts';

const QUESTIONS = ['What is your name?', 'How old are you, %?', 'Which colour do you like?', 'Thank you, %.'];

/**
 * A survey as web frameworks write it: the answers so far are in a session, which a cookie names. The cookie is that of
 * express-session: signed, percent-encoded, set once. One that does not come back letter by letter is a new session.
 */
export function serveSurvey(): Promise<Webhook> {
  const sessions = new Map<string, string[]>();
  const route: Route = ({ params, headers }, answer) => {
    const sent = /(?:^|; )connect\.sid=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    const known = sessions.get(sent);
    const answers = known ?? [];
    if (!known) {
      const cookie = signed(randomUUID());
      sessions.set(cookie, answers);
      answer.setHeader('Set-Cookie', `connect.sid=${cookie}; Path=/; HttpOnly`);
    }
    answers.push(params['Body'] ?? '');
    const question = QUESTIONS[answers.length - 1] ?? 'We are done.';
    return `<Message>${question.replace('%', answers[1] ?? '')}</Message>`;
  };
  return serveWebhook({ '/sms': route });
}

function signed(id: string): string {
  const signature = createHmac('sha256', 'keyboard cat').update(id).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${id}.${signature}`);
}
