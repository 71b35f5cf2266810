import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codesOf } from '../../../src/twiml/language/finding-codes.ts';
import { findingsIn, LANGUAGE, rows, unmarked } from './marked.ts';

/** Every document of the tables beside this file. */
const documents = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => {
    const source = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
    const tables = [...source.matchAll(/rows\((?:String\.raw)?`\n([\s\S]*?)\n`/g)];
    return tables.flatMap(([, table = '']) => rows(table)).map(({ document }) => ({ name, document }));
  });
/** What is too long for a table, or has two findings. */
const OTHERS = [
  '<Gather enhanced="x"/>',
  `<Gather hints="${'x'.repeat(101)}"/>`,
  `<Say>${'x'.repeat(5000)}</Say>`,
  `<Enqueue>${'x'.repeat(65)}</Enqueue>`,
  `<Dial><Queue>${'x'.repeat(65)}</Queue></Dial>`,
  `<Dial>${'<Number>+15551230001</Number>'.repeat(11)}</Dial>`,
];
const findings = [
  ...documents.flatMap(({ name, document }) =>
    findingsIn(unmarked(document).verbs, name.startsWith('messaging') ? 'messaging' : 'voice'),
  ),
  ...OTHERS.flatMap((verbs) => findingsIn(verbs)),
];

/** What the interpreter does, by the catalogue's effect kind (design, "one table, no second opinion"). */
const EFFECTS: Readonly<Record<string, string>> = {
  continue: 'default',
  'recording-only': 'default',
  'verb-fails': 'skip',
  'reply-not-sent': 'skip',
  'session-stops': 'skip',
  fallback: 'fail',
};

/** What Twilio refuses and a developer's own machine needs: a warning, and nothing is skipped. */
const ONLY_HERE = /on this machine the session goes on$/;

describe('all findings of the tables', () => {
  it('are many', () => {
    expect(documents.length).toBeGreaterThan(200);
  });

  it('reach every code that an element, an attribute or a text can have', () => {
    const reached = new Set(findings.map(({ code }) => code));
    expect([...codesOf(LANGUAGE.schema)].filter((code) => !reached.has(code))).toEqual([]);
  });

  it('have codes of the catalogue, and their levels', () => {
    for (const { code, level, message } of findings) {
      if (code === null || ONLY_HERE.test(message)) continue;
      expect([code, level]).toEqual([code, LANGUAGE.catalogue.get(code)?.level]);
    }
  });

  it('have the effects of the catalogue; what may not stand where it does is skipped', () => {
    for (const { code, effect, message } of findings) {
      // The other nouns of the same Dial are called.
      if (code === null || code === 13214 || ONLY_HERE.test(message)) continue;
      const kind = LANGUAGE.catalogue.get(code)?.effectKind ?? '';
      const ignored = /^<\S+> (is not an element|may not stand|belongs to|means nothing)/.test(message);
      expect([code, message, effect]).toEqual([code, message, ignored ? 'skip' : EFFECTS[kind]]);
    }
  });

  it('have a rule exactly when they have no code, and then skip nothing by themselves', () => {
    for (const { code, rule, effect } of findings) {
      expect(code === null).toBe(rule !== null);
      if (rule !== null && rule !== 'placeholder') expect(effect).toBe('none');
    }
  });

  it('say what is done, as their effect says', () => {
    for (const { message, effect } of findings) {
      if (/ is skipped|nothing is sent|no task is created/.test(message))
        expect([message, effect]).toEqual([message, 'skip']);
      if (/the default is used|the attribute is ignored/.test(message))
        expect([message, effect]).toEqual([message, 'default']);
    }
  });

  it('are sentences without an end, on one line', () => {
    for (const { message, help } of findings)
      for (const text of [message, help ?? 'a']) expect(text).toMatch(/^[^\n]*[^\s.]$/);
  });
});

describe('documents without fault', () => {
  it.each([
    ['comments and CDATA', '<!-- a --><Say><![CDATA[a < b]]></Say><!-- b -->'],
    ['namespace declarations and schema hints', '<Say xmlns:x="urn:x" xml:space="preserve">a</Say>'],
    [
      'SSML, nested',
      '<Say voice="Polly.Amy"><p><s>a <emphasis level="strong">b</emphasis></s></p><lang xml:lang="de-DE">c</lang><say-as interpret-as="date" format="mdy">1</say-as><amazon:effect name="whispered">d</amazon:effect></Say>',
    ],
    [
      'a Gather with all its prompts',
      '<Gather numDigits="1" timeout="5" finishOnKey="" input="speech dtmf" action=""><Say>a</Say><Play>/b.mp3</Play><Pause/></Gather><Say>c</Say><Redirect/>',
    ],
    [
      'phone numbers as people write them',
      '<Dial>(555) 123-0001</Dial><Pause/><Dial>+1.555.123.0001</Dial><Pause/><Dial>911</Dial><Pause/><Dial> +15551230001 </Dial>',
    ],
    [
      'addresses for caller IDs',
      '<Dial callerId="client:joe"><Client>ann</Client></Dial><Pause/><Dial callerId="whatsapp:+15551230001"><WhatsApp>+15551230002</WhatsApp></Dial><Pause/><Dial callerId="(555) 123-0001">911</Dial>',
    ],
    [
      'empty URLs, which mean this document or silence',
      '<Gather action=""/><Dial><Conference waitUrl="">r</Conference></Dial><Enqueue waitUrl="">q</Enqueue>',
    ],
    [
      'relative URLs',
      '<Gather action="next"/><Play>a b.mp3</Play><Start><Stream url="/audio"/></Start><Redirect>?a=1&amp;b=2#c</Redirect>',
    ],
    ['placeholders in URLs', '<Play>{{base}}/a.mp3</Play><Redirect>#{next}</Redirect>'],
    ['an empty document', ''],
    [
      'providers in any letter case',
      '<Connect><ConversationRelay url="wss://app.test/" ttsProvider="google" transcriptionProvider="DEEPGRAM" conversationId="a" applicationReconnect="true"/></Connect><Start><Transcription transcriptionEngine="Google"/></Start>',
    ],
    ['a stopped stream', '<Stop><Stream name="a"/></Stop>'],
    [
      'a client with parameters',
      '<Dial><Client><Identity>a</Identity><Parameter name="b" value=""/></Client></Dial>',
    ],
  ])('have no findings: %s', (_, verbs) => {
    expect(findingsIn(verbs)).toEqual([]);
  });

  it('of messaging have none either', () => {
    const verbs =
      '<Message to="whatsapp:+15551230001" from="Company"><Body>a</Body><Media>/a.png</Media></Message><Message>b</Message><Redirect method="GET">/next</Redirect>';
    expect(findingsIn(verbs, 'messaging')).toEqual([]);
  });
});
