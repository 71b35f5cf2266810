import type { VerbContext } from '../../engine/verb-context.ts';
import { booleanAttribute, integerAttribute } from '../../twiml/attribute.ts';
import { methodOf } from '../method-attribute.ts';

/** The attributes of a Record with their defaults applied. */
export type RecordAttributes = {
  readonly action: string | null;
  readonly method: 'GET' | 'POST';
  /** Silence that ends it; 0 never does. */
  readonly timeoutMs: number;
  /** Any of these keys ends it. */
  readonly finishOnKey: string;
  readonly maxLengthMs: number;
  readonly playBeep: boolean;
};

const IGNORED = ['recordingStatusCallback', 'transcribe', 'transcribeCallback'];

/** Reads and reports: a bad value is a warning and its default counts (Twilio error dictionary, 13610 to 13616). */
export function recordAttributes(verb: VerbContext): RecordAttributes {
  const { element } = verb;
  const bad = (code: number, name: string, written: string | null, used: string, help: string) => {
    if (written === null) return;
    verb.report(
      {
        code,
        level: 'warning',
        message: `Record: invalid ${name} value "${written}"; ${used} is used`,
        help,
      },
      name,
    );
  };
  const timeout = integerAttribute(element, 'timeout', 0, 5);
  bad(13611, 'timeout', timeout.bad, '5 seconds', 'write whole seconds; 0 never ends on silence');
  const transcribe = booleanAttribute(element, 'transcribe', false);
  const longest = transcribe.value ? 120 : 3600;
  const maxLength = integerAttribute(element, 'maxLength', 2, longest);
  bad(13612, 'maxLength', maxLength.bad, `${longest} seconds`, 'write whole seconds, at least 2');
  const beep = booleanAttribute(element, 'playBeep', true);
  bad(13616, 'playBeep', beep.bad, 'true', 'write true or false');
  const keys = verb.attribute('finishOnKey') ?? '1234567890*#';
  const usable = /^[0-9*#]*$/.test(keys);
  bad(13613, 'finishOnKey', usable ? null : keys, 'any key', 'write keys from 0-9 * #, or nothing for none');
  for (const name of IGNORED) {
    if (verb.attribute(name) !== undefined)
      verb.turn.approximated(`Record ${name}: not simulated yet, ignored`);
  }
  return {
    action: verb.attribute('action') ?? null,
    method: methodOf(verb, 13610),
    timeoutMs: timeout.value * 1000,
    finishOnKey: usable ? keys : '1234567890*#',
    maxLengthMs: maxLength.value * 1000,
    playBeep: beep.value,
  };
}
