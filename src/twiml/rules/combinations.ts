import { type Attribute, attributeOf, childElements, type Element, textOf } from '../document.ts';
import { LONGEST_CALL_S, LONGEST_MESSAGE, LONGEST_TRANSCRIBED_S, MOST_MEDIA } from '../language/limits.ts';
import { providerOfVoice, speechProvider } from '../language/values/relay-voices.ts';
import { isPhoneNumber } from '../phone-number.ts';
import { type Inspection, valueSpanOf } from './inspection.ts';
import { isPlaceholder } from './placeholder.ts';

/** Rules that look at several attributes or nouns of an element at once. */
export function checkCombinations(inspection: Inspection, element: Element): void {
  const rule = (inspection.product === 'messaging' ? MESSAGING : VOICE).get(element.name);
  rule?.(inspection, element);
}

type Rule = (inspection: Inspection, element: Element) => void;

const VOICE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Gather', checkGather],
  ['Record', checkRecord],
  ['Dial', checkDial],
  ['Stream', checkStream],
  ['Pay', checkPay],
  ['ConversationRelay', checkRelay],
  ['Language', checkRelay],
  ['Client', checkContainer],
  ['Application', checkContainer],
]);
const MESSAGING: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Message', checkMessage],
  ['Sms', checkMessage],
]);

/** Twilio docs: Gather, speechTimeout and hints; error dictionary 13330, 13335. */
function checkGather(inspection: Inspection, element: Element): void {
  const speechTimeout = attributeNamed(element, 'speechTimeout');
  const model = attributeOf(element, 'speechModel');
  if (speechTimeout?.value.trim() === 'auto' && model !== undefined) {
    inspection.report(element, {
      code: 13335,
      message: `Gather: speechTimeout "auto" cannot be used with a speechModel, here ${model}; it is ignored`,
      help: 'write a whole number of seconds, or leave speechModel out',
      span: valueSpanOf(speechTimeout),
    });
  }
  const hints = attributeNamed(element, 'hints');
  const entries = hints?.value.split(',') ?? [];
  const long = entries.find((entry) => entry.trim().length > 100);
  if (hints && (entries.length > 500 || long !== undefined)) {
    inspection.report(element, {
      code: 13330,
      message:
        entries.length > 500
          ? `Gather: ${entries.length} hints are too many; they are ignored`
          : `Gather: a hint of ${long?.trim().length} characters is too long; the hints are ignored`,
      help: 'at most 500 entries of at most 100 characters, separated by commas',
      span: valueSpanOf(hints),
    });
  }
}

/** Twilio error dictionary, 13615; Twilio docs: Record, transcribeCallback. */
function checkRecord(inspection: Inspection, element: Element): void {
  const transcribes = attributeOf(element, 'transcribe')?.trim() === 'true';
  const maxLength = attributeNamed(element, 'maxLength');
  if (transcribes && maxLength && Number(maxLength.value) > LONGEST_TRANSCRIBED_S) {
    inspection.report(element, {
      code: 13615,
      message: `Record: maxLength ${maxLength.value} is too high for a transcription; longer recordings are not transcribed`,
      help: `at most ${LONGEST_TRANSCRIBED_S} seconds are transcribed`,
      span: valueSpanOf(maxLength),
    });
  }
  checkLongest(inspection, element, 'maxLength');
  const callback = attributeNamed(element, 'transcribeCallback');
  if (callback && !transcribes) {
    inspection.report(element, {
      rule: 'no-transcription',
      level: 'info',
      message: 'Record: transcribeCallback does nothing without transcribe="true"',
      help: 'add transcribe="true": sources disagree (a run with --transcribe-callback always lets it count alone)',
      span: callback.nameSpan,
    });
  }
}

/** More than four hours are on request (Twilio docs: Record, maxLength; Dial, timeLimit). */
function checkLongest(inspection: Inspection, element: Element, name: string): void {
  const longest = attributeNamed(element, name);
  const seconds = Number(longest?.value);
  // Above what anybody can have it was reported as invalid.
  if (!longest || !(seconds > LONGEST_CALL_S.usual && seconds <= LONGEST_CALL_S.onRequest)) return;
  inspection.report(element, {
    rule: 'on-request',
    level: 'info',
    message: `${element.name}: ${name} above ${LONGEST_CALL_S.usual} s counts only where Twilio has enabled it`,
    help: 'ask Twilio for up to 24 hours',
    span: valueSpanOf(longest),
  });
}

/** A phone is called from a number, and a WhatsApp user from a WhatsApp sender (error dictionary, 13214). */
function checkCallerId(inspection: Inspection, element: Element): void {
  const callerId = attributeNamed(element, 'callerId');
  const value = callerId?.value.trim() ?? '';
  if (!callerId || value === '' || isPlaceholder(value)) return;
  const nouns = childElements(inspection.document, element.id).map(({ name }) => name);
  const isPlain = nouns.length === 0 && textOf(inspection.document, element.id) !== '';
  const phone = isPlain || nouns.includes('Number') || nouns.includes('Sim');
  const wantsNumber = phone && !isPhoneNumber(value);
  const wantsSender = nouns.includes('WhatsApp') && !value.startsWith('whatsapp:');
  if (!wantsNumber && !wantsSender) return;
  const who = wantsNumber ? 'a phone number' : 'a WhatsApp user';
  inspection.report(element, {
    code: CALLER_ID,
    message: `Dial: the callerId "${value}" cannot be shown to ${who}, which is not called`,
    help: wantsNumber
      ? 'write callerId="+…", a number of your account or a verified one'
      : 'write callerId="whatsapp:+…", a WhatsApp sender of your account',
    span: valueSpanOf(callerId),
    // Other nouns of the same Dial are called.
    effect: 'none',
  });
}

/** Dial -> CallerId: invalid (error dictionary). */
const CALLER_ID = 13214;

/** A number as text, and nouns: one of them (Twilio docs: Dial). */
function checkDial(inspection: Inspection, element: Element): void {
  checkLongest(inspection, element, 'timeLimit');
  checkCallerId(inspection, element);
  if (textOf(inspection.document, element.id) === '') return;
  const taken = inspection.spec(element)?.children ?? [];
  const noun = childElements(inspection.document, element.id).find(({ name }) => taken.includes(name));
  if (!noun) return;
  inspection.report(element, {
    rule: 'text-and-nouns',
    level: 'warning',
    message: `<Dial> holds both a text and <${noun.name}>; which of them is dialled is not documented`,
    help: 'put the number into <Number>',
  });
}

/** Only the other side's audio can be sent both ways (Twilio docs: Connect, Stream; error dictionary, 31941). */
function checkStream(inspection: Inspection, element: Element): void {
  const track = attributeNamed(element, 'track');
  const value = track?.value.trim();
  if (!track || inspection.parent(element)?.name !== 'Connect') return;
  if (value !== 'outbound_track' && value !== 'both_tracks') return;
  inspection.report(element, {
    code: 31941,
    message: `Stream: track "${value}" cannot be used inside <Connect>; the <Stream> is skipped`,
    help: 'write inbound_track, or use <Start>',
    span: valueSpanOf(track),
  });
}

/** Twilio error dictionary, 64017. */
function checkPay(inspection: Inspection, element: Element): void {
  const account = attributeNamed(element, 'bankAccountType');
  const method = attributeOf(element, 'paymentMethod')?.trim() ?? 'credit-card';
  if (!account || method !== 'credit-card') return;
  inspection.report(element, {
    code: 64017,
    message: 'Pay: bankAccountType cannot be used for a credit card; the <Pay> is skipped',
    help: 'add paymentMethod="ach-debit"',
    span: account.nameSpan,
  });
}

/** Parameters go to what an element of its own names (Twilio docs: Client, Application). */
function checkContainer(inspection: Inspection, element: Element): void {
  const nouns = childElements(inspection.document, element.id);
  if (textOf(inspection.document, element.id) === '' || !nouns.some(({ name }) => name === 'Parameter'))
    return;
  const wanted = element.name === 'Client' ? 'Identity' : 'ApplicationSid';
  inspection.report(element, {
    rule: 'text-and-nouns',
    level: 'info',
    message: `<${element.name}> holds both a text and <Parameter>, which is not documented`,
    help: `put the text into <${wanted}>`,
  });
}

/** Twilio docs: Message; error dictionary 14103, 21623. */
function checkMessage(inspection: Inspection, element: Element): void {
  const taken = inspection.spec(element)?.children ?? [];
  // What may not stand there is left out, and was reported as that: a <Media> in an <Sms>.
  const nouns = childElements(inspection.document, element.id).filter(({ name }) => taken.includes(name));
  const bodies = nouns.filter(({ name }) => name === 'Body').map(({ id }) => textOf(inspection.document, id));
  const media = nouns.filter(({ name }) => name === 'Media');
  const own = textOf(inspection.document, element.id);
  const length = own.length + bodies.join('').length;
  if (length === 0 && media.length === 0) {
    inspection.report(element, {
      code: 14103,
      message: `<${element.name}> has neither text nor media; nothing is sent`,
      help: element.name === 'Sms' ? 'it needs a text' : 'it needs a text, a <Body> or a <Media>',
    });
  }
  if (bodies.length > 0 && length > LONGEST_MESSAGE) {
    inspection.report(element, {
      code: 14103,
      message: `<${element.name}> has a text of ${length} characters; nothing is sent`,
      help: `at most ${LONGEST_MESSAGE}`,
    });
  }
  const surplus = media[MOST_MEDIA];
  if (surplus) {
    inspection.report(element, {
      code: 21623,
      message: `<${element.name}> holds ${media.length} media; nothing is sent`,
      help: `at most ${MOST_MEDIA}`,
      span: surplus.tag,
    });
  }
  if (own !== '' && bodies.length > 0) {
    inspection.report(element, {
      rule: 'text-and-body',
      level: 'info',
      message: `<${element.name}> has text beside <Body>, which is not documented; both are sent, in document order`,
      help: 'put all of it into <Body>',
    });
  }
  checkReports(inspection, element);
}

/** Which of two attributes is told of a message's statuses is documented in several ways (Twilio docs: Message). */
function checkReports(inspection: Inspection, element: Element): void {
  const callback = attributeNamed(element, 'statusCallback');
  const action = attributeNamed(element, 'action');
  if (callback && !action) {
    inspection.report(element, {
      rule: 'status-callback-alone',
      level: 'info',
      message: `${element.name}: statusCallback alone may report nothing for an SMS`,
      help: 'set action to the same URL',
      span: callback.nameSpan,
    });
  }
  const urls = new Set([callback?.value.trim(), action?.value.trim()]);
  if (callback && action && urls.size === 2 && [...urls].every(isWeb)) {
    inspection.report(element, {
      rule: 'two-callbacks',
      level: 'info',
      message: `${element.name}: what action and statusCallback do with different URLs is not documented`,
      help: 'set both to the same URL',
      span: valueSpanOf(callback),
    });
  }
}

/** What cannot be asked was reported as that. */
function isWeb(url = ''): boolean {
  return /^(https?:|[^:]*$)/i.test(url);
}

function attributeNamed(element: Element, name: string): Attribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** What is spoken and what is recognised are judged apart, each for its provider (observed in live tests). */
function checkRelay(inspection: Inspection, element: Element): void {
  const parent = element.name === 'Language' ? inspection.parent(element) : null;
  const read = (name: string) =>
    attributeOf(element, name)?.trim() ?? (parent && attributeOf(parent, name)?.trim());
  const provider = speechProvider(read('ttsProvider') ?? 'ElevenLabs');
  const voice = attributeNamed(element, 'voice');
  const owner = voice ? providerOfVoice(voice.value.trim()) : null;
  if (voice && provider && owner && owner !== provider) {
    inspection.report(parent ?? element, {
      code: 64101,
      message: `${element.name}: the voice "${voice.value}" is one of ${owner}, and the ttsProvider is ${provider}; the <ConversationRelay> is skipped`,
      help: `write ttsProvider="${owner}", or a voice of ${provider}`,
      span: valueSpanOf(voice),
    });
  }
  checkMultilingual(inspection, element, {
    spoken: provider,
    recognised: read('transcriptionProvider') ?? 'Deepgram',
  });
}

/** Several languages at once are for ElevenLabs and Deepgram (Twilio docs: ConversationRelay, Language). */
function checkMultilingual(
  inspection: Inspection,
  element: Element,
  { spoken, recognised }: { readonly spoken: string | null; readonly recognised: string },
): void {
  const written = attributeNamed(element, element.name === 'Language' ? 'code' : 'language');
  if (written?.value.trim() !== 'multi') return;
  const isFit = (spoken === null || spoken === 'ElevenLabs') && !/^google$/i.test(recognised);
  if (isFit) return;
  const carrier = element.name === 'Language' ? (inspection.parent(element) ?? element) : element;
  inspection.report(carrier, {
    code: 64106,
    message: `${element.name}: "multi" needs ElevenLabs for what is spoken and Deepgram for what is recognised; the <ConversationRelay> is skipped`,
    help: 'leave ttsProvider and transcriptionProvider out, or name one language',
    span: valueSpanOf(written),
  });
}
