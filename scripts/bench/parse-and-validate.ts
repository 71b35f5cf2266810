import { XMLParser } from 'fast-xml-parser';
import { loadLanguage } from '../../src/cli/language.ts';
import { parseTwiml } from '../../src/twiml/source/parse.ts';
import { validate } from '../../src/twiml/validate.ts';
import { medianRatio } from './statistics.ts';

const ROUNDS = 41;
/** Until V8 has compiled what is hot, ours being the larger program. */
const WARM_UP = 20;

/** A call flow of many verbs, just under the 64 kB that Twilio takes; each one is another text. */
function document(number: number): string {
  let body = '';
  for (let id = 0; body.length < 64_500; id++) {
    body += `  <Gather action="/menu/${number}/${id}" input="dtmf speech" numDigits="1" timeout="6" language="en-US">
    <Say voice="Polly.Amy">Press ${id % 10} for sales &amp; service, or <emphasis level="strong">hold</emphasis> the line.</Say>
    <Play loop="2">https://app.test/prompts/${id}.mp3</Play>
  </Gather>
  <Dial timeout="20" callerId="+15551230001" record="record-from-answer">
    <Number statusCallbackEvent="ringing answered" statusCallback="/status/${id}">+1555987${1000 + id}</Number>
  </Dial>
  <!-- nobody there -->
`;
  }
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${body}</Response>\n`;
  // Decoded from bytes as it comes from the wire: a text that was put together is first copied by whoever reads it.
  return Buffer.from(text).toString();
}

/** Parsing and validating 64 kB, never the same text twice, against fast-xml-parser reading the same text. */
export function benchParseAndValidate(): string[] {
  const language = loadLanguage();
  const bare = new XMLParser({ ignoreAttributes: false });
  const ours: number[] = [];
  const theirs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const text = document(round);
    bytes = text.length;
    const started = performance.now();
    const parsed = parseTwiml(text, 'https://app.test/voice');
    const findings = parsed.ok ? validate(parsed.document, 'voice', language) : null;
    const between = performance.now();
    bare.parse(text);
    const ended = performance.now();
    if (findings === null || findings.length > 0) throw new Error('the benchmark document is not clean');
    if (round < WARM_UP) continue;
    ours.push(between - started);
    theirs.push(ended - between);
  }
  return [
    `parse and validate ${(bytes / 1024).toFixed(0)} kB takes          ${medianRatio(ours, theirs)}x fast-xml-parser alone (aim: 2x)`,
  ];
}
