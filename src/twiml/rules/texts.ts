import { attributeOf, childElements, type Element, textOf } from '../document.ts';
import { SCHEMA_VIOLATION } from '../finding-codes.ts';
import type { Inspection } from '../inspection.ts';
import type { ElementSpec } from '../schema.ts';
import { speechText } from '../speech-text.ts';

/** Longest text by voice family, in characters (Twilio error dictionary, 13521). */
const SPEECH_LIMITS = { basic: 4096, Polly: 3000, Google: 5000, encoded: 4500 } as const;

/** Texts: where none may stand, where one must, what it must look like and how long it may be. */
export function checkText(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const text = textOf(inspection.document, element.id);
  if (!spec.text) return checkNoText(inspection, element, text);
  const parent = inspection.parent(element)?.name ?? '';
  const required = spec.contexts?.[parent]?.textRequired ?? spec.textRequired ?? false;
  if (required && text === '' && childElements(inspection.document, element.id).length === 0) {
    return reportEmpty(inspection, element, spec);
  }
  if (spec.textType === 'speech') checkSpeech(inspection, element);
  if (spec.textType === 'phoneNumber' && text !== '') checkPhoneNumber(inspection, element, text);
  if (spec.textType === 'json' && text !== '') checkJson(inspection, element, text);
  checkLength(inspection, element, spec, text);
  if (element.name === 'Play') checkPlay(inspection, element, text);
}

function checkNoText(inspection: Inspection, element: Element, text: string): void {
  if (text === '') return;
  const child = element.children.find(
    (one) => one.kind !== 'element' && one.kind !== 'comment' && one.text.trim() !== '',
  );
  const span =
    child && child.kind !== 'element' ? trimmed(inspection.document.source, child.span) : element.tag;
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> takes no text; it is ignored`,
    help: element.name === 'Response' ? 'put what is to be said into <Say>' : null,
    span,
    effect: 'default',
    parserMessage: `cvc-complex-type.2.3: Element '${element.name}' cannot have character [children], because the type's content type is element-only.`,
  });
}

function trimmed(source: string, { start, end }: { readonly start: number; readonly end: number }) {
  const text = source.slice(start, end);
  return {
    start: start + (text.length - text.trimStart().length),
    end: end - (text.length - text.trimEnd().length),
  };
}

const EMPTY_CODES: Readonly<Record<string, number>> = {
  Queue: 14212,
  Enqueue: 14204,
  Conference: 13237,
  Number: 13223,
};

function reportEmpty(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const noun = spec.textType === 'url' ? 'URL' : spec.textType === 'phoneNumber' ? 'phone number' : 'text';
  inspection.report(element, {
    code: EMPTY_CODES[element.name] ?? SCHEMA_VIOLATION,
    message: `<${element.name}> is empty; it needs a ${noun}`,
    help: null,
  });
}

const LONG_CODES: Readonly<Record<string, number>> = {
  Queue: 14213,
  Enqueue: 14205,
  Conference: 13237,
  Sip: 13243,
  Message: 14103,
  Sms: 14103,
};

function checkLength(inspection: Inspection, element: Element, spec: ElementSpec, text: string): void {
  if (spec.textMaxLength === undefined || text.length <= spec.textMaxLength) return;
  inspection.report(element, {
    code: LONG_CODES[element.name] ?? SCHEMA_VIOLATION,
    message: `${element.name}: the text has ${text.length} characters; ${spec.textMaxLength} at most`,
    help: null,
  });
}

function checkSpeech(inspection: Inspection, element: Element): void {
  const text = speechText(inspection.document, element.id);
  if (text === '') {
    inspection.report(element, {
      code: 13520,
      message: 'Say: there is no text to speak',
      help: 'put the text between <Say> and </Say>',
    });
    return;
  }
  const voice = attributeOf(element, 'voice') ?? '';
  const family = /^(Polly|Google)\./.exec(voice)?.[1] as 'Polly' | 'Google' | undefined;
  const limit = SPEECH_LIMITS[family ?? 'basic'];
  const encoded =
    text.length * 3 > SPEECH_LIMITS.encoded ? encodeURIComponent(text.toWellFormed()).length : 0;
  if (text.length <= limit && encoded <= SPEECH_LIMITS.encoded) return;
  const what =
    text.length > limit
      ? `${text.length} characters; a ${family ?? 'basic'} voice takes ${limit}`
      : `${encoded} characters when it is URL-encoded; ${SPEECH_LIMITS.encoded} at most`;
  inspection.report(element, {
    code: 13521,
    message: `Say: the text has ${what}`,
    help: 'split it into several <Say>',
  });
}

/** Digits with the usual separators; names, `client:` and `sip:` belong into nouns of their own. */
function checkPhoneNumber(inspection: Inspection, element: Element, text: string): void {
  if (/^(whatsapp:)?\+?[\d\s().-]{2,24}$/.test(text) || /^\{\{?.*\}?\}$/.test(text)) return;
  const noun = /^client:/.test(text) ? 'Client' : /^sips?:/.test(text) ? 'Sip' : null;
  inspection.report(element, {
    code: 13223,
    message: `${element.name}: "${text}" is not a phone number`,
    help: noun ? `use <${noun}> inside <Dial>` : 'write it in E.164, like +15551230001',
  });
}

function checkJson(inspection: Inspection, element: Element, text: string): void {
  try {
    JSON.parse(text);
  } catch {
    inspection.report(element, {
      code: 14221,
      message: `${element.name}: the attributes are not valid JSON`,
      help: null,
    });
  }
}

function checkPlay(inspection: Inspection, element: Element, text: string): void {
  const digits = attributeOf(element, 'digits');
  if (text === '' && digits === undefined) {
    inspection.report(element, {
      rule: 'nothing-to-play',
      level: 'warning',
      message: 'Play: there is neither a URL nor digits',
      help: 'put the URL of an audio file between <Play> and </Play>',
    });
  } else if (text !== '' && digits !== undefined) {
    inspection.report(element, {
      rule: 'play-both',
      level: 'info',
      message: 'Play: a URL and digits together are not documented; the digits are sent after the audio',
      help: 'use two <Play>',
    });
  }
}
