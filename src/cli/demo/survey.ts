import { escapeXml } from '../../twiml/escape-xml.ts';
import type { DemoRequest, DemoResponse } from './request.ts';

/** Everything that the survey knows about whoever writes; it travels in a cookie. */
interface Answers {
  readonly name?: string;
  readonly rating?: number;
}

/**
 * A survey by text: Twilio keeps the answers so far in a cookie of the two numbers, until nothing is written for four
 * hours. It asks again what it does not understand, and thanks for pictures.
 */
export function survey({ params, cookies }: DemoRequest): DemoResponse {
  const text = (params.get('Body') ?? '').trim();
  const files = Number(params.get('NumMedia') ?? 0);
  if (files > 0) return reply(`Thank you for the file (${params.get('MediaContentType0') ?? 'of no type'}).`);
  const answers = answersIn(cookies.get('survey'));
  if (!answers) return reply('Welcome to the survey of the bank. What is your name?', {});
  if (answers.name === undefined) {
    if (text === '') return reply('What is your name?', answers);
    return reply(`Thank you, ${text}. How do you like us, from 1 to 5?`, { name: text });
  }
  if (answers.rating === undefined) {
    const rating = Number(text);
    if (!(rating >= 1 && rating <= 5))
      return reply(`${answers.name}, please answer with a number from 1 to 5.`, answers);
    return reply('What should we do better? Answer in your own words.', { ...answers, rating });
  }
  const stars = '*'.repeat(answers.rating);
  return reply(`We have noted ${stars} and "${text}". Goodbye, ${answers.name}!`, null);
}

/** Without answers the cookie is left alone, with \`null\` it goes. */
function reply(text: string, answers?: Answers | null): DemoResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Message>${escapeXml(text)}</Message>
</Response>
`;
  const headers: Record<string, string> = { 'Content-Type': 'text/xml; charset=utf-8' };
  if (answers === null) headers['Set-Cookie'] = 'survey=; Path=/; Max-Age=0';
  else if (answers !== undefined) headers['Set-Cookie'] = `survey=${written(answers)}; Path=/; HttpOnly`;
  return { status: 200, headers, body };
}

function written(answers: Answers): string {
  return Buffer.from(JSON.stringify(answers)).toString('base64url');
}

/** `null` for somebody who is new here. */
function answersIn(cookie: string | undefined): Answers | null {
  if (cookie === undefined) return null;
  try {
    return JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')) as Answers;
  } catch {
    return null;
  }
}
