import type { VerbContext } from '../engine/verb-context.ts';
import { wordAttribute } from '../twiml/attribute.ts';

/** The `method` of a verb: GET or POST, POST by default; another value is reported with the verb's own code. */
export function methodOf(verb: VerbContext, code: number, name = 'method'): 'GET' | 'POST' {
  const { value, bad } = wordAttribute(verb.element, name, ['GET', 'POST'], 'POST');
  if (bad !== null) {
    verb.report(
      {
        code,
        level: 'warning',
        message: `${verb.element.name}: invalid ${name} value "${bad}"; POST is used`,
        help: 'write GET or POST in capitals',
      },
      name,
    );
  }
  return value;
}
