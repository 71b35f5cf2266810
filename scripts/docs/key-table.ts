import { formOf } from '../../src/debug/commands/command.ts';
import { DEBUG_COMMANDS } from '../../src/debug/commands/commands.ts';
import { VIEW_COMMANDS } from '../../src/tui/commands/view-commands.ts';
import { keysOf } from '../../src/tui/keys/key-map.ts';

/** The table of keys and commands in the README: from the registry and the key map, as prompt, footer and help are. */
export function keyTable(): string {
  const rows = [...DEBUG_COMMANDS, ...VIEW_COMMANDS].map((command) => {
    const keys = keysOf(command.id).map(code).join(' ');
    const written = command.words === null ? '' : code(formOf(command));
    return `| ${keys} | ${written} | ${command.help} | \`${command.id}\` |`;
  });
  return ['| key | at the prompt | what it does | id |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
