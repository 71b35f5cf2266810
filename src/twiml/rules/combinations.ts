import { attributeOf, childElements, type Element, textOf } from '../document.ts';
import { attributeSpan, type Inspection } from '../inspection.ts';

/** Rules that look at several attributes or nouns of an element at once. */
export function checkCombinations(inspection: Inspection, element: Element): void {
  if (element.name === 'Gather' && inspection.product === 'voice') checkGather(inspection, element);
  if (element.name === 'Record' && inspection.product === 'voice') checkRecord(inspection, element);
  if (element.name === 'Message' && inspection.product === 'messaging') checkMessage(inspection, element);
}

/** Twilio docs: Gather, speechTimeout and hints; error dictionary 13330, 13335. */
function checkGather(inspection: Inspection, element: Element): void {
  const speechTimeout = attributeNamed(element, 'speechTimeout');
  const model = attributeOf(element, 'speechModel');
  if (speechTimeout?.value.trim() === 'auto' && model !== undefined && model !== 'default') {
    inspection.report(element, {
      code: 13335,
      message: `Gather: speechTimeout "auto" cannot be used with the speech model ${model}`,
      help: 'write a whole number of seconds',
      span: attributeSpan(speechTimeout),
    });
  }
  const hints = attributeNamed(element, 'hints');
  const entries = hints?.value.split(',') ?? [];
  if (hints && (entries.length > 500 || entries.some((entry) => entry.trim().length > 100))) {
    inspection.report(element, {
      code: 13330,
      message: 'Gather: too many hints, or one that is too long',
      help: 'at most 500 entries of at most 100 characters',
      span: attributeSpan(hints),
    });
  }
}

/** Twilio error dictionary, 13615; Twilio docs: Record, transcribeCallback. */
function checkRecord(inspection: Inspection, element: Element): void {
  const transcribes = attributeOf(element, 'transcribe')?.trim() === 'true';
  const maxLength = attributeNamed(element, 'maxLength');
  if (transcribes && maxLength && Number(maxLength.value) > 120) {
    inspection.report(element, {
      code: 13615,
      message: `Record: maxLength ${maxLength.value} is too high for a transcription`,
      help: 'at most 120 seconds are transcribed',
      span: attributeSpan(maxLength),
    });
  }
  const callback = attributeNamed(element, 'transcribeCallback');
  if (callback && !transcribes) {
    inspection.report(element, {
      rule: 'no-transcription',
      level: 'warning',
      message: 'Record: transcribeCallback does nothing without transcribe="true"',
      help: 'older documentation implied it; the current one does not',
      span: attributeSpan(callback),
    });
  }
}

/** Twilio docs: Message; error dictionary 14103, 21620. */
function checkMessage(inspection: Inspection, element: Element): void {
  const nouns = childElements(inspection.document, element.id);
  const bodies = nouns.filter(({ name }) => name === 'Body').map(({ id }) => textOf(inspection.document, id));
  const media = nouns.filter(({ name }) => name === 'Media').length;
  const own = textOf(inspection.document, element.id);
  const text = own + bodies.join('');
  if (text === '' && media === 0) {
    inspection.report(element, {
      code: 14103,
      message: 'Message: there is neither text nor media; nothing is sent',
      help: null,
    });
  }
  if (bodies.length > 0 && text.length > 1600) {
    inspection.report(element, {
      code: 14103,
      message: `Message: the text has ${text.length} characters; 1600 at most`,
      help: null,
    });
  }
  if (media > 10)
    inspection.report(element, { code: 21620, message: `Message: ${media} media; 10 at most`, help: null });
  if (own !== '' && bodies.length > 0) {
    inspection.report(element, {
      rule: 'text-and-body',
      level: 'info',
      message: 'Message: text beside <Body> is not documented; both are sent, in document order',
      help: 'put all of it into <Body>',
    });
  }
  if (attributeOf(element, 'statusCallback') !== undefined && attributeOf(element, 'action') === undefined) {
    inspection.report(element, {
      rule: 'status-callback-alone',
      level: 'info',
      message: 'Message: statusCallback alone may report nothing for an SMS',
      help: 'set action to the same URL',
    });
  }
}

function attributeNamed(element: Element, name: string) {
  return element.attributes.find((attribute) => attribute.name === name);
}
