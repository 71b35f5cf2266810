import { parseWhere, type Where } from '../../debug/breakpoints/breakpoints.ts';
import { type DeliveryPlan, parseDeliveryPlan } from '../../debug/conversation/message-delivery.ts';
import { type PlannedMessage, parseMessageScript } from '../../debug/conversation/message-script.ts';
import { type CalleeScript, parseCalleeScript } from '../../debug/people/callee-script.ts';
import { parseCallerScript, type ScriptAction } from '../../debug/people/caller-script.ts';
import { type Join, parseJoin } from '../../debug/people/join-script.ts';
import { type Fault, parseFault } from '../../debug/wire/fault.ts';
import { fitting } from './fitting.ts';
import { readScript } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** Parses what a caller does. */
export function callerScript(text: string): readonly ScriptAction[] {
  return fitting(parseCallerScript(text));
}

/** Parses the path of a file that says what a caller does. */
export function callerScriptFile(path: string): readonly ScriptAction[] {
  return ofFile(path, callerScript);
}

/** Parses what dialled parties do. */
export function calleeScript(text: string): CalleeScript {
  return fitting(parseCalleeScript(text));
}

/** Parses a further call. */
export function joiningCaller(text: string): Join {
  return fitting(parseJoin(text));
}

/** Parses the path of a file with the messages of a conversation. */
export function messageScriptFile(path: string): readonly PlannedMessage[] {
  return ofFile(path, (text) => fitting(parseMessageScript(text)));
}

/** Parses what becomes of replies. */
export function deliveryPlan(text: string): DeliveryPlan {
  return fitting(parseDeliveryPlan(text));
}

/** Parses where to stop. */
export function breakpoint(text: string): Where {
  return fitting(parseWhere(text));
}

/** Parses what goes wrong on the wire. */
export function fault(text: string): Fault {
  const parsed = parseFault(text, 'always');
  if (typeof parsed === 'string') throw new UsageError(parsed);
  return parsed;
}

function ofFile<T>(path: string, parse: (text: string) => T): T {
  const text = readScript(path);
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}
