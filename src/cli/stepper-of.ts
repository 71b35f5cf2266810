import { voice } from '../call/voice.ts';
import { type Step, stepper } from '../engine/step.ts';
import { messaging } from '../message/messaging.ts';
import type { Recording } from '../recording/reader.ts';
import { loadLanguage } from './data-files.ts';

/** The engine for a recording: that of calls, or of messages, as its first event says. */
export function stepperOf({ lines }: Recording): Step {
  const placed = lines.flatMap((line) => ('in' in line && line.in.type === 'placed' ? [line.in] : []))[0];
  const product = placed?.leg.product === 'message' ? messaging : voice;
  return stepper(product(loadLanguage()));
}
