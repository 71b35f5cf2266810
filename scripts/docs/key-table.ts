import { DEBUG_COMMANDS } from '../../src/debug/commands.ts';
import { keysOf } from '../../src/tui/key-map.ts';
import { VIEW_COMMANDS } from '../../src/tui/view-commands.ts';

/** The table of keys in the README: from the registry of commands and the key map, as help and footer are. */
export function keyTable(): string {
  const rows = [...DEBUG_COMMANDS, ...VIEW_COMMANDS].map(({ id, help }) => {
    const keys = keysOf(id)
      .map((key) => `\`${key}\``)
      .join(' ');
    return `| ${keys} | ${help} | \`${id}\` |`;
  });
  return ['| key | what it does | command |', '| --- | --- | --- |', ...rows].join('\n');
}
