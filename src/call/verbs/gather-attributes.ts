import type { VerbContext } from '../../engine/verb-context.ts';
import { booleanAttribute, integerAttribute } from '../../twiml/attribute.ts';
import { childElements, type ElementId } from '../../twiml/document.ts';
import { methodOf } from '../method-attribute.ts';

/** The attributes of a Gather with their defaults applied. */
export type GatherAttributes = {
  /** As written; `null` is the document itself. */
  readonly action: string | null;
  readonly method: 'GET' | 'POST';
  readonly dtmf: boolean;
  /** One key, or empty for none. */
  readonly finishOnKey: string;
  readonly numDigits: number | null;
  readonly timeoutMs: number;
  readonly actionOnEmptyResult: boolean;
};

const DEFAULT_TIMEOUT_S = 5;

/** Reads and reports: a bad value is a warning and its default counts (Twilio error dictionary, 13310 to 13338). */
export function gatherAttributes(verb: VerbContext): GatherAttributes {
  const { element } = verb;
  const bad = (code: number, name: string, written: string | null, used: string, help: string) => {
    if (written === null) return;
    verb.report(
      {
        code,
        level: 'warning',
        message: `Gather: invalid ${name} value "${written}"; ${used} is used`,
        help,
      },
      name,
    );
  };
  const numDigits = integerAttribute(element, 'numDigits', 1, null);
  bad(13314, 'numDigits', numDigits.bad, 'no limit', 'write a whole number, at least 1');
  const timeout = integerAttribute(element, 'timeout', 1, DEFAULT_TIMEOUT_S);
  bad(13313, 'timeout', timeout.bad, '5 seconds', 'write whole seconds, at least 1');
  const onEmpty = booleanAttribute(element, 'actionOnEmptyResult', false);
  bad(13338, 'actionOnEmptyResult', onEmpty.bad, 'false', 'write true or false');
  return {
    action: verb.attribute('action') ?? null,
    method: methodOf(verb, 13312),
    dtmf: takesKeys(verb, (written) =>
      bad(13326, 'input', written, 'dtmf', 'write dtmf, speech, or both with a space'),
    ),
    finishOnKey: finishKey(verb, (code, written) =>
      bad(code, 'finishOnKey', written, '#', 'write one of 0-9 * #, or nothing for no finish key'),
    ),
    numDigits: numDigits.value,
    timeoutMs: timeout.value * 1000,
    actionOnEmptyResult: onEmpty.value,
  };
}

/** The nested verbs that are heard while keys are awaited; another element is warning 13320 and is left out. */
export function promptsOf(verb: VerbContext): readonly ElementId[] {
  const prompts: ElementId[] = [];
  for (const child of childElements(verb.document, verb.element.id)) {
    if (['Say', 'Play', 'Pause'].includes(child.name)) {
      prompts.push(child.id);
      continue;
    }
    verb.report({
      code: 13320,
      level: 'warning',
      message: `Gather: <${child.name}> (line ${child.line}) cannot be nested; it is ignored`,
      help: 'only Say, Play and Pause may stand inside a Gather',
    });
  }
  return prompts;
}

function takesKeys(verb: VerbContext, report: (written: string) => void): boolean {
  const written = verb.attribute('input');
  if (written === undefined) return true;
  const kinds = written.trim().split(/\s+/);
  if (kinds.some((kind) => kind !== 'dtmf' && kind !== 'speech')) {
    report(written);
    return true;
  }
  if (kinds.includes('speech')) {
    verb.turn.approximated('Gather: speech is not simulated yet');
    verb.report(
      {
        rule: 'not-simulated',
        level: 'warning',
        message: 'Gather: speech is not simulated yet; only keys are taken',
        help: null,
      },
      'input',
    );
  }
  return kinds.includes('dtmf');
}

function finishKey(verb: VerbContext, report: (code: number, written: string) => void): string {
  const written = verb.attribute('finishOnKey');
  if (written === undefined || /^[0-9*#]?$/.test(written)) return written ?? '#';
  report(written.length > 1 ? 13311 : 13310, written);
  return '#';
}
