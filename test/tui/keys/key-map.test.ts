import { describe, expect, it } from 'vitest';
import { DEBUG_COMMANDS } from '../../../src/debug/commands/commands.ts';
import { helpRows } from '../../../src/tui/chrome/help-overlay.ts';
import { ACTIONS, actionOf } from '../../../src/tui/commands/actions.ts';
import { VIEW_COMMANDS } from '../../../src/tui/commands/view-commands.ts';
import { commandOf, KEY_MAP, keysOf, MESSAGE_KEY_MAP } from '../../../src/tui/keys/key-map.ts';
import { Screen } from '../../../src/tui/screen.ts';

const HOST = { quit: () => {}, redraw: () => {}, suspend: () => {}, copy: () => true, cannotSuspend: null };

describe('the key map', () => {
  it('leaves 0-9 * # to the keypad of the caller', () => {
    const taken = Object.values(KEY_MAP)
      .flat()
      .filter((key) => /^[0-9*#]$/.test(key));
    expect(taken).toEqual([]);
    for (const key of '0123456789*#') expect(commandOf(key)).toBe('caller.press');
  });

  it('begins a message with them, and gives a few keys another meaning where messages are written', () => {
    for (const key of '0123456789*#') expect(commandOf(key, 'messaging')).toBe('message.write');
    for (const [id, keys] of Object.entries(MESSAGE_KEY_MAP)) {
      expect(actionOf(id)?.product, id).toBe('messaging');
      for (const key of keys) expect(commandOf(key, 'messaging')).toBe(id);
      // What the key does in a call makes no sense here.
      for (const key of keys) expect(actionOf(commandOf(key) ?? '')?.product, key).toBe('voice');
    }
    expect(commandOf('n', 'messaging')).toBe('debug.next');
  });

  it('gives every command a key or words for the prompt, a title, help and an id of its own', () => {
    for (const { id, title, help, words } of ACTIONS) {
      expect([...keysOf(id), words ?? ''].filter(Boolean), id).not.toEqual([]);
      expect(title, id).not.toBe('');
      expect(help, id).toMatch(/^[A-Z].*[^.]$/);
    }
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...DEBUG_COMMANDS, ...VIEW_COMMANDS].map(({ id }) => id));
  });

  it('binds only commands that exist, and no key twice', () => {
    for (const id of Object.keys(KEY_MAP)) expect(actionOf(id), id).not.toBeNull();
    const keys = Object.values(KEY_MAP).flat();
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('has letters for what function keys do: terminals and desktops take those away', () => {
    for (const [id, [first = '']] of Object.entries(KEY_MAP)) expect(first, id).not.toMatch(/^F\d/);
  });
});

describe('the help', () => {
  it('shows every command, dim and with the reason where it does nothing now', () => {
    const screen = new Screen('http://app.test/voice', { columns: 120, rows: 40 }, HOST);
    const rows = helpRows(screen, 118);
    const text = rows.map((row) => row.map((piece) => piece.text).join('')).join('\n');
    for (const { keys, title, words } of ACTIONS) {
      expect(text).toContain(keys.length > 0 ? title : `:${words}`);
    }
    const next = rows.find((row) => row[0]?.text.includes('next'));
    expect(next?.map(({ text: piece }) => piece).join('')).toContain('(the call is being placed)');
    expect(next?.every(({ tone }) => tone === 'quiet')).toBe(true);
  });
});
