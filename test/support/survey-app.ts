import { randomUUID } from 'node:crypto';
import { type Route, serveWebhook, type Webhook } from './webhook.ts';

const QUESTIONS = ['What is your name?', 'How old are you, %?', 'Which colour do you like?', 'Thank you, %.'];

/** A survey as web frameworks write it: the answers so far are in a session, which a cookie names. */
export function serveSurvey(): Promise<Webhook> {
  const sessions = new Map<string, string[]>();
  const route: Route = ({ params, headers }, answer) => {
    const known = /\bconnect\.sid=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
    const id = known !== undefined && sessions.has(known) ? known : randomUUID();
    const answers = sessions.get(id) ?? [];
    sessions.set(id, answers);
    answers.push(params['Body'] ?? '');
    answer.setHeader('Set-Cookie', `connect.sid=${id}; Path=/; HttpOnly`);
    const question = QUESTIONS[answers.length - 1] ?? 'We are done.';
    return `<Message>${question.replace('%', answers[1] ?? '')}</Message>`;
  };
  return serveWebhook({ '/sms': route });
}
