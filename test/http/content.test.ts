import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';
import { contentOf, mediaOf, sizeDiagnostic } from '../../src/http/content.ts';
import { answer, audio, refused } from './builders.ts';

const URL_ASKED = 'http://app.test/voice';
const typed = (type: string | null, body = '<Response/>') =>
  contentOf(URL_ASKED, answer({ headers: type === null ? [] : [['content-type', type]], body }));

describe('the content type of an answer (Twilio docs: TwiML for Programmable Voice)', () => {
  it.each([
    ['text/xml', 'twiml'],
    ['application/xml', 'twiml'],
    ['text/html', 'twiml'],
    ['text/plain', 'text'],
    ['audio/mpeg', 'audio'],
    ['audio/wav', 'audio'],
    ['audio/wave', 'audio'],
    ['audio/x-wav', 'audio'],
    ['audio/aiff', 'audio'],
    ['audio/x-aifc', 'audio'],
    ['audio/x-aiff', 'audio'],
    ['audio/x-gsm', 'audio'],
    ['audio/gsm', 'audio'],
    ['audio/ulaw', 'audio'],
  ])('%s is %s', (type, kind) => {
    expect(typed(type)).toEqual({ kind, type, diagnostic: null });
  });

  it.each(['Text/XML', 'text/xml;charset=utf-8', ' text/xml ; charset="utf-8"; q=1'])(
    '"%s" is text/xml: parameters and letter case are ignored',
    (type) => {
      expect(typed(type)).toEqual({ kind: 'twiml', type: 'text/xml', diagnostic: null });
    },
  );

  it.each([
    'application/json',
    'image/png',
    'text/css',
    'application/xhtml+xml',
    'xml',
    'audio/ogg',
    'video/mp4',
  ])('%s is 12300', (type) => {
    expect(typed(type)).toEqual({
      kind: null,
      type,
      diagnostic: diagnostic({
        code: 12300,
        level: 'error',
        message: `the answer of ${URL_ASKED} has the content type ${type}`,
        help: 'send Content-Type: text/xml',
        url: URL_ASKED,
      }),
    });
  });

  it.each([null, '', ' ', ';charset=utf-8'])(
    'none ("%s") is listed among the causes of 11200; "the debugger shows 502 Bad Gateway"',
    (type) => {
      expect(typed(type)).toMatchObject({
        kind: null,
        type: null,
        diagnostic: {
          code: 11200,
          level: 'error',
          message: `the answer of ${URL_ASKED} has no content type (Twilio: "Response does not contain content type", shown as 502 Bad Gateway)`,
        },
      });
    },
  );
});

describe('an empty answer', () => {
  it.each([
    [null, 204],
    ['application/json', 202],
  ])('of type %s and status %i is no instructions, with a warning', (type, status) => {
    const headers = type === null ? [] : ([['Content-Type', type]] as const);
    expect(contentOf(URL_ASKED, answer({ status, headers, body: '' }))).toEqual({
      kind: 'empty',
      type,
      diagnostic: diagnostic({
        code: 11200,
        level: 'warning',
        message: `the answer of ${URL_ASKED} (${status}) is empty: there are no instructions, the call ends`,
        help: 'answer with at least <Response/>; did your handler return before it wrote the TwiML?',
        url: URL_ASKED,
      }),
    });
  });

  it.each([
    [202, undefined],
    [204, undefined],
  ])(
    'of status %i to a message: "error pages advise an empty 202 to acknowledge messages"',
    (status, level) => {
      const { kind, diagnostic: told } = contentOf(URL_ASKED, answer({ status, body: '' }), 'message');
      expect([kind, told?.level]).toEqual(['empty', level]);
    },
  );

  it.each(['call', 'message'] as const)(
    'with status 200 is 11200 to a %s, with a type or without (twilio-node issue 369)',
    (dialect) => {
      for (const headers of [[], [['Content-Type', 'text/html']]] as const)
        expect(contentOf(URL_ASKED, answer({ headers, body: '' }), dialect)).toMatchObject({
          kind: null,
          diagnostic: { code: 11200, level: 'error' },
        });
    },
  );

  it.each(['call', 'message'] as const)(
    'in chunks is 11770 to a %s; chunks with content are fine',
    (dialect) => {
      const headers = [
        ['Content-Type', 'text/xml'],
        ['transfer-encoding', 'Chunked'],
      ] as const;
      expect(contentOf(URL_ASKED, answer({ headers, body: '' }), dialect)).toMatchObject({
        kind: null,
        diagnostic: { code: 11770, level: 'error' },
      });
      expect(contentOf(URL_ASKED, answer({ headers }), dialect)).toMatchObject({
        kind: 'twiml',
        diagnostic: null,
      });
    },
  );

  it('is not one of white space, which is TwiML that is not well formed', () => {
    expect(typed('text/xml', ' \n')).toEqual({ kind: 'twiml', type: 'text/xml', diagnostic: null });
  });
});

describe('the size of an answer: "body above 64 kB: 11750 (TwiML, error page or anything)"', () => {
  it.each([0, 1, 65_536])('%i bytes are fine', (bytes) => {
    expect(sizeDiagnostic(refused(answer({ bytes }), { asked: URL_ASKED }))).toBeNull();
  });

  it('65537 bytes are too many', () => {
    expect(sizeDiagnostic(refused(answer({ bytes: 65_537 }), { asked: URL_ASKED }))).toEqual(
      diagnostic({
        code: 11750,
        level: 'error',
        message: `the answer of ${URL_ASKED} (200) is larger than 64 kB`,
        help: 'shorten the document; media belongs behind a <Play> URL',
        url: URL_ASKED,
      }),
    );
  });

  it('of an error page says that it is one', () => {
    expect(
      sizeDiagnostic(refused(answer({ status: 500, bytes: 100_000 }), { asked: URL_ASKED })),
    ).toMatchObject({
      code: 11750,
      message: `the answer of ${URL_ASKED} (500) is larger than 64 kB`,
      help: "it is an error page (status 500): your app failed while it answered: its log, or the answer's body, should say why",
    });
  });
});

describe('a file for a Play (error dictionary, 13420 and 12300)', () => {
  const judged = (type: string | null, bytes = 24_000) =>
    mediaOf(URL_ASKED, audio([], { bytes, headers: type === null ? [] : [['Content-Type', type]] }));

  it.each([
    'audio/mpeg',
    'audio/wav',
    'audio/wave',
    'audio/x-wav',
    'audio/aiff',
    'audio/x-aifc',
    'audio/x-aiff',
    'audio/x-gsm',
    'audio/gsm',
    'audio/ulaw',
  ])('of the type %s can be played', (type) => {
    expect(judged(type)).toEqual({ kind: 'audio', type, diagnostic: null });
    expect(judged(`${type.toUpperCase()}; rate=8000`)).toEqual({ kind: 'audio', type, diagnostic: null });
  });

  it.each(['text/html', 'text/xml', 'application/octet-stream', 'audio/ogg', 'audio/mp4', 'video/mp4'])(
    'of the type %s cannot: 13420',
    (type) => {
      expect(judged(type)).toEqual({
        kind: null,
        type,
        diagnostic: diagnostic({
          code: 13420,
          level: 'error',
          message: `the answer of ${URL_ASKED} has the content type ${type}, which is no audio that can be played`,
          help: 'serve an mp3, wav, aiff, gsm or ulaw file with its audio/... type',
          url: URL_ASKED,
        }),
      });
    },
  );

  it('without a type is 12300', () => {
    expect(judged(null)).toMatchObject({
      kind: null,
      type: null,
      diagnostic: {
        code: 12300,
        message: `the answer of ${URL_ASKED} has no content type, so it cannot be played`,
      },
    });
  });

  it('that is empty cannot be played: 13420', () => {
    expect(judged('audio/mpeg', 0).diagnostic).toMatchObject({
      code: 13420,
      message: `the file of ${URL_ASKED} is empty`,
    });
  });

  it('has no limit of 64 kB', () => {
    expect(sizeDiagnostic(refused(audio([], { bytes: 9_000_000 }), { asked: URL_ASKED }))).toBeNull();
  });
});
