import type { VerbContext } from '../../engine/verb-context.ts';
import { childElements, type ElementId } from '../../twiml/document.ts';

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

/** Reads the attributes, and says what is not simulated of them. */
export function gatherAttributes(verb: VerbContext): GatherAttributes {
  const input = verb.words('input');
  if (input.includes('speech')) {
    verb.turn.approximated('Gather: speech is not simulated yet');
    const message = 'Gather: speech is not simulated yet; only keys are taken';
    verb.report({ rule: 'not-simulated', level: 'warning', message }, 'input');
  }
  return {
    action: verb.attribute('action') ?? null,
    method: verb.method(),
    dtmf: input.includes('dtmf'),
    finishOnKey: verb.word('finishOnKey'),
    numDigits: verb.number('numDigits'),
    timeoutMs: (verb.number('timeout') ?? 0) * 1000,
    actionOnEmptyResult: verb.flag('actionOnEmptyResult'),
  };
}

/** The nested verbs that are heard while keys are awaited; those that may not stand there are left out. */
export function promptsOf(verb: VerbContext): readonly ElementId[] {
  const nested = childElements(verb.document, verb.element.id).map(({ id }) => id);
  return nested.filter((id) => !verb.skips.includes(id));
}
