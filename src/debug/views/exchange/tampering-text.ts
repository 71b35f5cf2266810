import type { Debuggable } from '../../session/debuggable.ts';
import { faultText } from '../../wire/fault.ts';
import { visibleText } from '../text/visible-text.ts';

/** What is spoiled on request, as something that can be shown all the time; empty when nothing is. */
export interface TamperingText {
  readonly long: string;
  readonly short: string;
}

/** The fault in words, or how many there are, and what is wrong with the signature. */
export function tamperingText({ live }: Debuggable): TamperingText {
  const faults = live?.tampering.faults ?? [];
  const signature = live?.tampering.signature ?? 'valid';
  const [first] = faults;
  const signed = signature === 'valid' ? [] : [signature === 'wrong' ? 'wrong signature' : 'unsigned'];
  const counted = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const named = first && faults.length === 1 ? `fault: ${visibleText(faultText(first))}` : counted;
  return {
    long: [...(first ? [named] : []), ...signed].join(', '),
    short: [...(first ? [counted] : []), ...signed].join(', '),
  };
}
