import type { Delivery, MessageHandling } from '../../engine/placed/inbound-message.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';

/** What becomes of the messages that are sent. */
export type DeliveryPlan = Pick<MessageHandling, 'deliveries' | 'deliveriesTo'>;

const FORMS = 'delivered, read, sent, failed 30007 or undelivered 30003, for one number after +15551230001=';

/** Codes of those who name none: an error that nobody knows (error dictionary). */
const UNKNOWN_ERROR = 30008;

/**
 * Reads one outcome for each message in turn, separated by `;`, the last one repeats; `+15551230001=failed 30003`
 * gives a number its own.
 */
export function parseDeliveryPlan(text: string): Result<DeliveryPlan> {
  const deliveries: Delivery[] = [];
  const deliveriesTo: Record<string, Delivery> = {};
  for (const piece of text.split(';').map((one) => one.trim())) {
    if (piece === '') continue;
    const [, number, outcome = ''] = /^(?:([^=\s]+)\s*=\s*)?(\S.*)$/.exec(piece) ?? [];
    const delivery = parseDelivery(outcome);
    if (!delivery) return refused(`"${piece}" is not an outcome of a message; write ${FORMS}`);
    if (number === undefined) deliveries.push(delivery);
    else deliveriesTo[number] = delivery;
  }
  return accepted({ deliveries, deliveriesTo });
}

function parseDelivery(text: string): Delivery | null {
  const [, status, code] = /^(delivered|read|sent|failed|undelivered)(?:\s+(\d{5}))?$/.exec(text) ?? [];
  switch (status) {
    case 'delivered':
    case 'read':
    case 'sent':
      return code === undefined ? { status, error: null } : null;
    case 'failed':
    case 'undelivered':
      return { status, error: code === undefined ? UNKNOWN_ERROR : Number(code) };
    default:
      return null;
  }
}
