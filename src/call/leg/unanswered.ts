import type { Leg } from '../../engine/switchboard.ts';
import { attributeOf, childElements } from '../../twiml/document.ts';

/**
 * True for a leg whose document has run out while it still rings, because its last `<Dial>` was to answer it only for
 * somebody who took the call, and nobody did (Twilio docs: Dial, answerOnBridge).
 */
export function keptRinging({ answeredAt, frames: [main] }: Leg): boolean {
  if (answeredAt !== null || !main) return false;
  const last = childElements(main.document, 0).findLast(({ id }) => !main.skips.includes(id));
  return last?.name === 'Dial' && attributeOf(last, 'answerOnBridge')?.trim() === 'true';
}
