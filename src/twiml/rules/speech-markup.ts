import { attributeOf, childElements, type Element } from '../document.ts';
import { LONGEST_BREAK_S } from '../language/limits.ts';
import type { Inspection } from './inspection.ts';

/** SSML that the voice around it does not know (Amazon Polly docs: supported SSML tags). */
export function checkSpeechMarkup(inspection: Inspection, element: Element): void {
  const voice = voiceAround(inspection, element);
  if (isBasic(voice)) return reportBasic(inspection, element, voice);
  if (isUnknownTo(voice, element)) {
    return inspection.report(element, {
      rule: 'ssml-voice',
      level: 'warning',
      message: `the voice ${voice} does not know <${element.name}>; what Twilio does with it is not documented`,
      help: 'leave it out, or choose another voice',
    });
  }
  const seconds = element.name === 'break' ? secondsOf(attributeOf(element, 'time')?.trim() ?? '') : 0;
  if (seconds <= LONGEST_BREAK_S || !voice.startsWith('Polly.')) return;
  inspection.report(element, {
    rule: 'ssml-voice',
    level: 'warning',
    message: `a <break> of ${seconds} s is longer than the ${LONGEST_BREAK_S} s that a Polly voice takes`,
    help: 'use <Pause> between two <Say>',
  });
}

/** Basic voices speak the text alone: it is told once for a text (Twilio's page on SSML names the voices that know it). */
function reportBasic(inspection: Inspection, element: Element, voice: string): void {
  const say = inspection.parent(element);
  if (say?.name !== 'Say') return;
  const first = childElements(inspection.document, say.id).find(
    ({ name }) => inspection.language.schema.element('voice', name)?.kind === 'ssml',
  );
  if (first?.id !== element.id) return;
  inspection.report(say, {
    rule: 'ssml-ignored',
    level: 'warning',
    message: `Say: the voice ${voice || 'man'} does not know SSML; the tags are ignored, the text is spoken`,
    help: 'choose a Polly or Google voice',
    span: say.attributes.find(({ name }) => name === 'voice')?.valueSpan ?? element.tag,
  });
}

/** Voices that know no SSML. */
export function isBasic(voice: string): boolean {
  return /^(man|woman|alice)?$/.test(voice);
}

/** Generative voices know little, neural ones no emphasis, and effects are Polly's own. */
function isUnknownTo(voice: string, element: Element): boolean {
  const { name } = element;
  if (voice.startsWith('Google.')) return name === 'amazon:effect';
  if (!voice.startsWith('Polly.')) return false;
  if (voice.endsWith('-Generative'))
    return ['prosody', 'phoneme', 'emphasis', 'amazon:effect'].includes(name);
  if (!voice.endsWith('-Neural')) return false;
  return name === 'emphasis' || (name === 'amazon:effect' && attributeOf(element, 'name') !== 'drc');
}

/** The voice of the `<Say>` that an element stands in; empty where none is written. */
function voiceAround(inspection: Inspection, element: Element): string {
  let around: Element | null = element;
  while (around && around.name !== 'Say') around = inspection.parent(around);
  return (around && attributeOf(around, 'voice')?.trim()) ?? '';
}

function secondsOf(time: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(m?s)$/.exec(time) ?? [];
  return Number(number ?? 0) / (unit === 'ms' ? 1000 : 1);
}
