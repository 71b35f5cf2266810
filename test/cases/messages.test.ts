import { afterAll, describe, expect, it } from 'vitest';
import { describeCase, stopWebhooks } from '../support/case-folder.ts';
import { ok } from '../support/memory-call.ts';
import { converse } from '../support/memory-message.ts';
import { program } from '../support/program.ts';

afterAll(stopWebhooks);

const PROLOG = 'Content is not allowed in prolog.';

describeCase(
  'sms-not-xml',
  'a reply that is no XML (rapidsms-twilio PR 19, fx-private-relay issue 40)',
  (folder) => {
    it.each(['/ok-html', '/created', '/quoted'])(
      '%s is warning 12200, and no fallback is asked',
      async (path) => {
        const origin = await folder.serve();
        const { exitCode, of } = await program([
          'message',
          `${origin}${path}`,
          '--body',
          'hi',
          '--fallback-url',
          `${origin}/plain`,
          '--json',
        ]);
        const problems = of('diagnostic').filter(({ level }) => level !== 'info');
        expect(problems).toMatchObject([{ code: 12200, level: 'warning', parserMessage: PROLOG }]);
        expect(of('exchange').map(({ url }) => new URL(url).pathname)).toEqual([path]);
        expect(of('message').map(({ direction }) => direction)).toEqual(['inbound']);
        expect([exitCode, of('end')[0]?.error]).toEqual([0, null]);
      },
    );
  },
);

describeCase(
  'voice-verbs-in-reply',
  'voice verbs in the answer to a message (yap issues 754, 9, 217)',
  (folder) => {
    it('are 12200, in the words of Twilio', async () => {
      const { of } = await program([
        'check',
        '--product',
        'messaging',
        folder.file('fallback.xml'),
        '--json',
      ]);
      expect(of('diagnostic').map(({ code, level }) => [code, level])).toEqual([
        [12200, 'warning'],
        [12200, 'warning'],
      ]);
      expect(of('diagnostic')[0]?.parserMessage).toBe(
        "cvc-complex-type.2.4.a: Invalid content was found starting with element 'Say'. One of '{Sms, Message, Redirect}' is expected.",
      );
    });

    it('and a message verb in a call is quoted no further than logs show it', async () => {
      const { of } = await program(['check', folder.file('message-in-voice.xml'), '--json']);
      expect(of('diagnostic')).toMatchObject([
        {
          code: 12200,
          parserMessage: "cvc-complex-type.2.4.a: Invalid content was found starting with element 'Message'.",
        },
      ]);
    });
  },
);

describe('an answer to a message that is no XML (intercom-twilio-demo issue 1)', () => {
  it.each([
    ['no mark-up', 'OK'],
    ['a document that breaks off', '<Response><Message>a'],
    ['a raw ampersand', '<Response><Message>a & b</Message></Response>'],
  ])('%s is warning 12200: nothing is sent, and the fallback is not asked', async (_what, body) => {
    const { problems, paths, replies, end } = await converse({
      app: { '/sms': ok(body), '/fallback': '<Message>sorry</Message>' },
      leg: { fallback: { method: 'POST', url: 'http://app.test/fallback' } },
      says: ['hi'],
    });
    expect([problems, paths, replies]).toEqual([[12200], ['/sms'], []]);
    expect([end.status, end.error, end.reason]).toEqual([
      'completed',
      null,
      'every message has been dealt with',
    ]);
  });

  it('check says the same of the text', async () => {
    const { exitCode, of } = await program(['check', '--product', 'messaging', '-', '--json'], {
      stdin: ['Created'],
    });
    expect([exitCode, ...of('diagnostic').map(({ code, level }) => [code, level])]).toEqual([
      0,
      [12200, 'warning'],
    ]);
  });
});

describeCase(
  'wrong-bytes',
  'bytes that are not what the document says (twilio-aspnet issues 2 and 12)',
  (folder) => {
    const told = async (path: string) => {
      const origin = await folder.serve();
      const { of } = await program(['message', `${origin}${path}`, '--body', 'hi', '--json']);
      const replies = of('message').filter(({ direction }) => direction !== 'inbound');
      return {
        sent: [...new Set(replies.map(({ body }) => body))],
        problems: of('diagnostic').map(({ code, rule, level, line, column }) => [
          code ?? rule,
          level,
          line,
          column,
        ]),
      };
    };

    it('Latin-1 bytes that claim UTF-8 are told with their place, and nothing is sent', async () => {
      expect(await told('/latin')).toEqual({ sent: [], problems: [[12200, 'warning', 1, 59]] });
    });

    it('a UTF-16 declaration over 8-bit bytes is told with its place', async () => {
      expect(await told('/utf16')).toEqual({ sent: [], problems: [[12200, 'warning', 1, 31]] });
    });

    it('the charset of the Content-Type is believed', async () => {
      expect(await told('/latin-header')).toEqual({ sent: ['n\u00E3o \u00E9 s\u00F3 isso'], problems: [] });
    });
  },
);
