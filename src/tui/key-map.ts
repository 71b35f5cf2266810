import type { KeyName } from './input/key.ts';

/** The keys that always belong to the caller's keypad; no binding may use one. */
export const KEYPAD_KEYS = /^[0-9*#]$/;

/**
 * Which keys do what, by the ids of the commands; the first key is the one that is shown. `caller.press` has the
 * twelve keys of the keypad, wherever the focus is.
 */
export const KEY_MAP: Readonly<Record<string, readonly KeyName[]>> = {
  'debug.next': ['n', 'F10'],
  'debug.back-next': ['N'],
  'debug.continue': ['c', 'F5'],
  'debug.run-pause': ['Space', 'F6'],
  'debug.restart': ['r'],
  'caller.talk': ['t'],
  'caller.hang-up': ['X'],
  'break.toggle': ['b', 'F9'],
  'problem.next': ['!'],
  'copy.menu': ['y'],
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

const BY_KEY: ReadonlyMap<KeyName, string> = new Map(
  Object.entries(KEY_MAP).flatMap(([id, keys]) => keys.map((key) => [key, id] as const)),
);

/** The command that a key is bound to. */
export function commandOf(key: KeyName): string | null {
  return KEYPAD_KEYS.test(key) ? 'caller.press' : (BY_KEY.get(key) ?? null);
}

/** The keys of a command as they are shown. */
export function keysOf(id: string): readonly string[] {
  return id === 'caller.press' ? ['0-9', '*', '#'] : (KEY_MAP[id] ?? []);
}
