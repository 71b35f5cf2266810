import { port } from '../arguments/parse-number.ts';
import { GROUPS, optionRows } from './option.ts';

/** Options that only the demo has. */
export const DEMO_ROWS = optionRows({
  message: {
    flags: '--message',
    help: 'send text messages to its survey instead of calling it',
    group: GROUPS.people,
    sessions: ['demo'],
  },
  serve: {
    flags: '--serve',
    help: 'only serve the application, and print its URL',
    group: GROUPS.demo,
    sessions: ['demo'],
  },
  port: {
    flags: '--port <number>',
    help: 'port of the application',
    group: GROUPS.demo,
    sessions: ['demo'],
    parse: port,
  },
});
