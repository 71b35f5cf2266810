import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../src/recording/reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testWebhook } from '../support/test-webhook.ts';

const root = join(import.meta.dirname, '..', '..');
const BINARY = join(root, 'dist', 'twiml-debug.js');
const RECORDING = join(root, 'recordings', 'examples', 'balance-with-pin.twiml.jsonl');

const webhook = testWebhook();
const folder = temporaryFolder();

/** Runs the program with a pipe for its standard output from which nobody reads any more, and tells its exit code. */
const INTO_NOTHING =
  'mkfifo nobody && { : <nobody & } && exec 4>nobody && wait && { "$@" >&4; echo "exit $?"; }';

function intoNothing(args: readonly string[], line = INTO_NOTHING) {
  const all = ['-c', line, 'sh', process.execPath, BINARY, ...args];
  const { stdout, stderr } = spawnSync('sh', all, { cwd: folder.path, encoding: 'utf8' });
  return { exit: stdout.trim(), said: stderr };
}

describe.skipIf(process.platform === 'win32')('a standard output that nobody reads any more', () => {
  it.each([
    ['check', 'menu.xml'],
    ['check', 'menu.xml', '--format', 'sarif'],
    ['explain', '--list'],
    ['explain', '11200', '--json'],
    ['export', RECORDING, '--format', 'har'],
    ['replay', RECORDING, '--json'],
    ['--help'],
  ])('ends %s %s %s without a word, with exit code 2', (...args) => {
    folder.write('menu.xml', '<Response><Say>Hello</Say></Response>');
    expect(intoNothing(args)).toEqual({ exit: 'exit 2', said: '' });
  });

  it('ends a command that prints more than a pipe holds after the first line, as head does it', () => {
    const line = 'exec 3>&1; { "$@" 2>&1; echo "exit $?" >&3; } | head -1 >/dev/null';
    expect(intoNothing(['explain', '--list', '--json'], line)).toEqual({ exit: 'exit 2', said: '' });
  });

  it.each([
    ['run', (origin: string) => [`${origin}/voice`, '--status-callback', `${origin}/status`]],
    ['message', (origin: string) => [`${origin}/sms`, '--body', 'hi']],
  ])(
    'hangs up a %s, whose application is told of it and whose recording has its end',
    async (command, of) => {
      // Nobody has read the first line when the second document is asked for: it is answered, and printed to nobody.
      const gone = Promise.withResolvers<void>();
      const origin = await webhook.serve({
        '/voice': '<Say>Hello</Say><Redirect>/next</Redirect>',
        '/sms': '<Message>Hello</Message><Redirect>/next</Redirect>',
        '/next': async () => {
          await gone.promise;
          return '<Redirect>/after</Redirect>';
        },
        '/after': '<Redirect>/never</Redirect>',
        '/status': '',
      });
      const args = [BINARY, command, ...of(origin), '--record', folder.join('a.twiml.jsonl')];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const said = text(child.stderr);
      await once(child.stdout, 'data');
      child.stdout.destroy();
      gone.resolve();
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(2);
      expect(await said).toContain('twiml-debug: standard output takes nothing more: hanging up\n');
      expect(await said).toContain(`recording  ${folder.join('a.twiml.jsonl')}`);
      expect(webhook.received.map(({ path }) => path)).not.toContain('/never');
      const { lines, torn } = readRecording(folder.join('a.twiml.jsonl'));
      const told = lines.flatMap((line) => ('out' in line ? [line.out] : []));
      expect(torn).toBe(false);
      expect(told.at(-1)?.type).toBe('end');
      expect(told.filter(({ type }) => type === 'diagnostic')).toMatchObject([{ rule: 'output-closed' }]);
      const failures = told.flatMap((event) => (event.type === 'exchange' ? event.hops : []));
      expect(failures.map(({ status }) => status)).not.toContain(null);
      if (command === 'run')
        expect(webhook.received.at(-1)).toMatchObject({
          path: '/status',
          params: { CallStatus: 'completed' },
        });
    },
  );
});
