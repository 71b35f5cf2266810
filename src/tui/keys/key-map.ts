import type { Debuggable } from '../../debug/session/debuggable.ts';
import type { KeyName } from '../input/key.ts';

/** The keys that always belong to the caller's keypad; no binding may use one. */
export const KEYPAD_KEYS = /^[0-9*#]$/;

/**
 * Which keys do what, by the ids of the commands; the first key is the one that is shown. `caller.press` has the
 * twelve keys of the keypad, wherever the focus is.
 */
export const KEY_MAP: Readonly<Record<string, readonly KeyName[]>> = {
  'debug.next': ['n', 'F10'],
  'debug.back-next': ['N'],
  'debug.into': ['s', 'F11'],
  'debug.back-into': ['S'],
  'debug.finish': ['f'],
  'debug.back-finish': ['F'],
  'debug.continue': ['c', 'F5'],
  'debug.back-continue': ['C'],
  'debug.skip': ['J'],
  'debug.live': ['L'],
  'debug.run-pause': ['Space', 'F6'],
  'debug.restart': ['r'],
  'caller.talk': ['t'],
  'caller.hang-up': ['X'],
  'callee.answer': ['+'],
  'callee.busy': ['-'],
  'leg.next': ['>'],
  'leg.previous': ['<'],
  'break.toggle': ['b', 'F9'],
  'problem.next': ['!'],
  'copy.menu': ['y'],
  'source.layout': ['='],
  'list.up': ['k', 'Up'],
  'list.down': ['j', 'Down'],
  'list.page-up': ['PgUp', 'Ctrl-B'],
  'list.page-down': ['PgDn', 'Ctrl-F'],
  'list.start': ['g', 'Home'],
  'list.end': ['G', 'End'],
  'list.left': ['Left'],
  'list.right': ['Right'],
  'list.open': ['Enter'],
  'list.reveal-now': ['.'],
  'pane.next': ['Tab'],
  'pane.previous': ['Shift-Tab'],
  'pane.zoom': ['z'],
  'tab.next': [']'],
  'tab.previous': ['['],
  'command.open': [':', 'Ctrl-P'],
  'app.help': ['?', 'F1'],
  'app.back': ['Esc'],
  'app.redraw': ['Ctrl-L'],
  'app.suspend': ['Ctrl-Z'],
  'app.quit': ['q'],
  'app.interrupt': ['Ctrl-C'],
};

/** Keys that do something else where messages are written. */
export const MESSAGE_KEY_MAP: Readonly<Record<string, readonly KeyName[]>> = {
  'message.write': ['t'],
  'pair.next': ['>'],
  'pair.previous': ['<'],
};

const BY_KEY = byKey(KEY_MAP);
const BY_MESSAGE_KEY = byKey(MESSAGE_KEY_MAP);

/** The command that a key is bound to. What is a key of the keypad in a call begins a message. */
export function commandOf(key: KeyName, product: Debuggable['product'] = 'voice'): string | null {
  const messages = product === 'messaging';
  if (KEYPAD_KEYS.test(key)) return messages ? 'message.write' : 'caller.press';
  return (messages ? BY_MESSAGE_KEY.get(key) : undefined) ?? BY_KEY.get(key) ?? null;
}

/** The keys of a command as they are shown. */
export function keysOf(id: string): readonly string[] {
  return id === 'caller.press' ? ['0-9', '*', '#'] : (KEY_MAP[id] ?? MESSAGE_KEY_MAP[id] ?? []);
}

function byKey(map: Readonly<Record<string, readonly KeyName[]>>): ReadonlyMap<KeyName, string> {
  return new Map(Object.entries(map).flatMap(([id, keys]) => keys.map((key) => [key, id] as const)));
}
