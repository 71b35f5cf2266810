import { live } from '../../debug/commands/availability.ts';
import type { Command } from '../../debug/commands/command.ts';
import type { Controls } from './controls.ts';

/** What belongs to writing messages on the screen. */
export const WRITING_COMMANDS: readonly Command<Controls>[] = [
  {
    id: 'message.write',
    group: 'messages',
    product: 'messaging',
    title: 'write',
    help: 'Open the field for the next message: Alt+Enter starts a line, Up recalls one, Esc keeps the draft',
    words: 'write',
    argument: { form: 'TEXT', optional: true },
    unavailable: (screen) => screen.cannotPrompt ?? (screen.target ? live(screen.target) : null),
    run: (screen, text) => screen.openWriting(text),
  },
];
