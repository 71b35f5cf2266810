import { attributeOf, childElements, type Element, textOf } from '../document.ts';
import type { ElementSpec, TextType } from '../language/element-spec.ts';
import { emptyCode, longCode, SCHEMA_VIOLATION } from '../language/finding-codes.ts';
import { contextOf } from '../language/schema.ts';
import { dialledNumber } from '../phone-number.ts';
import { LONGEST_ENCODED, speechLength } from '../speech/speech-limits.ts';
import { speechText } from '../speech/speech-text.ts';
import { type Inspection, textSpanOf } from './inspection.ts';
import { isPlaceholder } from './placeholder.ts';

const INVALID_NUMBER = 13223;
const INVALID_SIP_URI = 13243;
/** Characters of all headers of a SIP URI (Twilio docs: Sip). */
const LONGEST_HEADERS = 1024;
const INVALID_ATTRIBUTES = 14221;

/** Texts: where none may stand, where one must, what it must look like and how long it may be. */
export function checkText(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const { text: wanted } = spec;
  if (wanted?.type === 'speech') return checkSpeech(inspection, element, spec);
  const text = element.children.length === 0 ? '' : textOf(inspection.document, element.id);
  if (!wanted) return checkNoText(inspection, element, spec, text);
  if (text === '') return checkEmpty(inspection, element, spec);
  checkLength(inspection, element, spec, text);
  if (wanted.type === 'phoneNumber') checkPhoneNumber(inspection, element, text);
  if (wanted.type === 'json') checkJson(inspection, element, text);
  if (wanted.type === 'sipUri') checkSipUri(inspection, element, text);
  if (element.name === 'Play') checkPlay(inspection, element);
}

function checkNoText(inspection: Inspection, element: Element, spec: ElementSpec, text: string): void {
  if (text === '') return;
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> takes no text; it is ignored`,
    help: spec.misplacedText ?? null,
    span: textSpanOf(inspection.document.source, element),
    effect: 'default',
  });
}

/** What is wanted, by the kind of text. */
const WANTED: Readonly<Partial<Record<TextType, string>>> = {
  url: 'a URL',
  phoneNumber: 'a phone number',
  identity: 'the identity of a client',
  sipUri: 'a SIP URI',
  sid: 'a SID',
  queueName: 'the name of a queue',
  conferenceName: 'the name of a conference',
  roomName: 'the name of a room',
  json: 'a JSON object',
};

function checkEmpty(inspection: Inspection, element: Element, spec: ElementSpec): void {
  if (element.name === 'Play') return checkNothingToPlay(inspection, element);
  if (spec.text?.type === 'json') return checkJson(inspection, element, '');
  const parent = inspection.parent(element)?.name ?? null;
  const { type = 'message', required, or } = spec.text ?? {};
  if (!required && !contextOf(spec, parent)?.textRequired && or === undefined) return;
  if (hasInstead(inspection, element, spec)) return;
  const code = emptyCode(spec);
  const idle = element.name === 'Dial' ? 'nobody is called' : 'it does nothing';
  const then = inspection.effectOf(code) === 'skip' ? 'it is skipped' : idle;
  inspection.report(carrierOf(inspection, element), {
    code,
    message: `<${element.name}> is empty; ${element.name === 'Media' ? 'nothing is sent' : then}`,
    span: element.tag,
    help: `it needs ${WANTED[type] ?? 'a text'}${or === undefined ? '' : ` or ${or}`}`,
  });
}

/** The element that fails when a text does: a verb with a task or media that cannot be used does nothing at all. */
export function carrierOf(inspection: Inspection, element: Element): Element {
  const failsParent = inspection.spec(element)?.failsParent ?? false;
  return (failsParent ? inspection.parent(element) : null) ?? element;
}

/** Whether a noun, or an attribute, stands for the text. What may not stand there was reported as that. */
function hasInstead(inspection: Inspection, element: Element, { text }: ElementSpec): boolean {
  if (text?.orAttribute !== undefined && attributeOf(element, text.orAttribute) !== undefined) return true;
  const nouns = childElements(inspection.document, element.id).map(({ name }) => name);
  return nouns.some((name) => name !== 'Parameter' && name !== 'Headers');
}

function checkLength(inspection: Inspection, element: Element, spec: ElementSpec, text: string): void {
  // The headers of a SIP URI have a limit of their own.
  const { length } = spec.text?.type === 'sipUri' ? (text.split('?', 1)[0] ?? '') : text;
  const most = spec.text?.maxLength ?? Number.POSITIVE_INFINITY;
  if (length <= most) return;
  const code = longCode(spec);
  const effect = inspection.effectOf(code) === 'skip' ? '; it is skipped' : '';
  inspection.report(element, {
    code,
    message: `<${element.name}> has a text of ${length} characters${effect}`,
    help: `at most ${most}`,
    span: textSpanOf(inspection.document.source, element),
  });
}

function checkSpeech(inspection: Inspection, element: Element, spec: ElementSpec): void {
  if (isShortSpeech(element)) return;
  const spoken = speechText(inspection.document, element.id);
  if (spoken === '') {
    inspection.report(element, {
      code: emptyCode(spec),
      message: '<Say> is empty; nothing is spoken',
      help: 'put the text between <Say> and </Say>',
    });
    return;
  }
  const { family, counted, limit, encoded, fits } = speechLength(inspection.document.source, element, spoken);
  if (fits) return;
  inspection.report(element, {
    code: longCode(spec),
    message:
      counted > limit
        ? `<Say> has a text of ${counted} characters; a ${family} voice takes ${limit}`
        : `<Say> has a text of ${encoded} characters when it is URL-encoded; ${LONGEST_ENCODED} are taken`,
    help: 'split it into several <Say>',
    span: textSpanOf(inspection.document.source, element),
  });
}

/** Most speech is one short text: what is written is never shorter than what is spoken. */
function isShortSpeech({ children, span, tag }: Element): boolean {
  return (
    (span.end - tag.end) * 9 < LONGEST_ENCODED &&
    children.some((child) => child.kind === 'text' && /\S/.test(child.text))
  );
}

/** Letters are keys of the keypad; names, `client:` and `sip:` belong into nouns of their own. */
function checkPhoneNumber(inspection: Inspection, element: Element, text: string): void {
  const { to, reachable, hasLetters } = dialledNumber(text.replace(/^whatsapp:/, ''));
  if (reachable && !hasLetters) return;
  if (isPlaceholder(text)) {
    return inspection.report(element, {
      rule: 'placeholder',
      level: 'warning',
      message: `<${element.name}> holds a placeholder, "${text}", that was not filled in`,
      help: 'check what the webhook answers, not its template',
      span: textSpanOf(inspection.document.source, element),
    });
  }
  const span = textSpanOf(inspection.document.source, element);
  if (reachable && !isExtension(text)) {
    const message = `<${element.name}>: letters are keys of the keypad, so that Twilio dials ${to}`;
    const help = 'write digits if the letters are not meant as such';
    return inspection.report(element, { rule: 'letters-in-number', level: 'info', message, help, span });
  }
  const what = `<${element.name}> cannot dial "${text}": it is not a phone number`;
  inspection.report(element, {
    code: INVALID_NUMBER,
    message:
      hasLetters && to !== '' ? `${what}; Twilio takes letters for keys, dials ${to}, and fails` : what,
    help: numberHelp(text, text.replace(/\D/g, '').length),
    span,
  });
}

function isExtension(text: string): boolean {
  return /\d\s*(x|ext\.?|extension|,|;)\s*\d+$/i.test(text);
}

function numberHelp(text: string, digits: number): string {
  if (/^client:/i.test(text)) return 'use <Client> inside <Dial>, without client:';
  if (/^sips?:/i.test(text)) return 'use <Sip> inside <Dial>';
  if (isExtension(text)) return 'dial an extension with <Number sendDigits="wwww22">';
  return digits > 15 ? 'a phone number has at most 15 digits' : 'write it in E.164, like +15551230001';
}

/** `sip:user@host`, of which old examples leave `sip:` out; a placeholder may stand for all of it (Twilio docs: Sip; error dictionary, 13243). */
function checkSipUri(inspection: Inspection, element: Element, text: string): void {
  const question = text.indexOf('?');
  const headers = question === -1 ? '' : text.slice(question + 1);
  if (headers.length > LONGEST_HEADERS) {
    inspection.report(element, {
      code: INVALID_SIP_URI,
      message: `<${element.name}> has a URI with ${headers.length} characters of headers`,
      help: `at most ${LONGEST_HEADERS}`,
      span: textSpanOf(inspection.document.source, element),
    });
  }
  if (/^(sips?:[^\s@]+(@\S+)?|[^\s@:]+@\S+)$/i.test(text) || isPlaceholder(text)) return;
  inspection.report(element, {
    code: INVALID_SIP_URI,
    message: `<${element.name}> cannot dial "${text}": it is not a SIP URI`,
    help: 'write sip:user@host',
    span: textSpanOf(inspection.document.source, element),
  });
}

function checkJson(inspection: Inspection, element: Element, text: string): void {
  if (isObject(text) || isPlaceholder(text)) return;
  inspection.report(carrierOf(inspection, element), {
    code: INVALID_ATTRIBUTES,
    message: `<${element.name}> holds ${text === '' ? 'nothing' : 'a text that is not JSON'}; no task is created`,
    help: 'write the attributes of the task as a JSON object, {} at least',
    span: textSpanOf(inspection.document.source, element),
  });
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function checkNothingToPlay(inspection: Inspection, element: Element): void {
  // Where digits may not stand, they were reported as that.
  if (attributeOf(element, 'digits') !== undefined) return;
  inspection.report(element, {
    rule: 'nothing-to-play',
    level: 'warning',
    message: '<Play> has neither a URL nor digits; nothing is played',
    help: 'put the URL of an audio file between <Play> and </Play>',
  });
}

function checkPlay(inspection: Inspection, element: Element): void {
  if (attributeOf(element, 'digits') === undefined) return;
  if (inspection.parent(element)?.name === 'Gather') return;
  inspection.report(element, {
    rule: 'play-both',
    level: 'warning',
    message:
      '<Play> has a URL and digits, which is not documented; the file is played, then the digits are sent',
    help: 'use two <Play>',
  });
}
