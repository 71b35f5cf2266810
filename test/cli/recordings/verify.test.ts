import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { type ProgramRun, program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const folder = temporaryFolder();
const webhook = testWebhook();

type Routes = Readonly<Record<string, Route>>;

const APP: Routes = {
  '/voice':
    '<Gather action="/choice" numDigits="1" timeout="5"><Say>Press 1 for your balance.</Say></Gather><Say>Nothing came.</Say>',
  '/choice': ({ params }) =>
    `<Say>You pressed ${params['Digits']}.</Say><Record maxLength="5" action="/done" recordingStatusCallback="/recorded"/>`,
  '/done': '<Say>Your balance is 42 dollars.</Say><Hangup/>',
  '/recorded': '',
};
const CALLER = ['--caller', 'press 1; say "my name is Ada"; silence'];

let recordings = 0;

/** Records a call to an application, and answers the file. */
async function recorded(routes: Routes = APP, options: readonly string[] = CALLER): Promise<string> {
  const origin = await webhook.serve(routes);
  const file = join(folder.path, `call-${++recordings}.twiml.jsonl`);
  await program(['run', `${origin}/voice`, ...options, '--record', file], { record: true });
  return file;
}

interface Told {
  readonly type: string;
  readonly kind: string;
  readonly path: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly follows: readonly { readonly path: string }[];
}

/** Verifies a recording against an application on another port. */
async function verified(
  file: string,
  routes: Routes,
  more: readonly string[] = [],
): Promise<ProgramRun & { readonly differences: readonly Told[] }> {
  const origin = await webhook.serve(routes);
  const run = await program(['verify', file, '--target', origin, '--json', ...more]);
  const told = run.events as unknown as readonly Told[];
  return { ...run, differences: told.filter(({ type }) => type === 'difference') };
}

const brief = (differences: readonly Told[]) =>
  differences.map(({ path, expected, actual }) => [path, expected, actual]);

describe('twiml-debug verify', () => {
  it('finds nothing where the application answers as before, on another port and with other identifiers', async () => {
    const { differences, exitCode, events } = await verified(await recorded(), APP);
    expect(brief(differences)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'verified', files: 1, same: 1, differences: 0 });
    expect(exitCode).toBe(0);
  });

  it('plays the recorded inputs: keys, speech and silence come where they came', async () => {
    const file = await recorded();
    await verified(file, APP);
    const asked = webhook.received.map(({ path, params }) => [
      path,
      params['Digits'] ?? params['RecordingDuration'],
    ]);
    expect(asked.filter(([path]) => path !== '/recorded')).toEqual([
      ['/voice', undefined],
      ['/choice', '1'],
      ['/done', '5'],
    ]);
  });

  it('tells an inserted verb as one difference, with all that follows from it', async () => {
    const { differences, exitCode } = await verified(await recorded(), {
      ...APP,
      '/done': '<Say>Please wait.</Say><Say>Your balance is 42 dollars.</Say><Hangup/>',
    });
    expect(brief(differences)).toEqual([['verb.Say', null, '<Say>Please wait.']]);
    expect(exitCode).toBe(1);
  });

  it('tells two inserted verbs as two', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/done': '<Say>Please wait.</Say><Pause length="2"/><Say>Your balance is 42 dollars.</Say><Hangup/>',
    });
    expect(brief(differences)).toEqual([
      ['verb.Say', null, '<Say>Please wait.'],
      ['verb.Pause', null, '<Pause length="2">'],
    ]);
  });

  it('tells an inserted verb that ends the call as one, with the verbs that do not run any more', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/done': '<Hangup/><Say>Your balance is 42 dollars.</Say>',
    });
    expect(differences.map(({ path }) => path)).toEqual(['verb.Say']);
  });

  it('presses what was pressed at the verb where it was, though one was inserted before it', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/voice': `<Say>Welcome to the new system, which has many more words than before.</Say>${APP['/voice']}`,
    });
    expect(brief(differences)).toEqual([
      ['verb.Say', null, '<Say>Welcome to the new system, which has many more words than before.'],
    ]);
  });

  it('tells a changed sentence: "a 42 that became 43 in a sentence is a difference"', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/done': '<Say>Your balance is 43 dollars.</Say><Hangup/>',
    });
    expect(brief(differences)).toEqual([
      ['heard.say', 'Your balance is 42 dollars.', 'Your balance is 43 dollars.'],
    ]);
  });

  it('tells a changed attribute', async () => {
    const voice = String(APP['/voice']).replace('timeout="5"', 'timeout="6"');
    const { differences } = await verified(await recorded(), { ...APP, '/voice': voice });
    expect(brief(differences)).toEqual([['verb.Gather.attributes.timeout', '5', '6']]);
  });

  it('tells another parameter of a request', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/voice': String(APP['/voice']).replace('/choice', '/choice?lang=en'),
    });
    expect(differences.map(({ path }) => path)).toContain('verb.Gather.attributes.action');
    const all = differences.flatMap(({ path, follows }) => [path, ...follows.map((one) => one.path)]);
    expect(all).toContain('request.params.lang');
  });

  it('tells another status, with the call that ends because of it', async () => {
    const { differences, exitCode } = await verified(await recorded(), {
      ...APP,
      '/done': (_request, answer) => {
        answer.writeHead(500).end('broken');
        return undefined;
      },
    });
    expect(brief(differences)[0]).toEqual(['request.status', '200', '500']);
    expect(differences).toHaveLength(1);
    expect(differences[0]?.follows.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['request.error', 'verb.Say', 'verb.Hangup', 'end.error']),
    );
    expect(exitCode).toBe(1);
  });

  it('tells a callback that is missing, under the attribute that it is missing because of', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/choice': ({ params }) =>
        `<Say>You pressed ${params['Digits']}.</Say><Record maxLength="5" action="/done"/>`,
    });
    expect(brief(differences)).toEqual([
      ['verb.Record.attributes.recordingStatusCallback', '/recorded', null],
    ]);
    expect(differences[0]?.follows.map(({ path }) => path)).toEqual(['callback']);
  });

  it('tells a callback that answers otherwise', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/recorded': (_request, answer) => {
        answer.writeHead(503).end();
        return undefined;
      },
    });
    expect(brief(differences)[0]).toEqual(['callback.status', '200', '503']);
  });

  it('tells a new error in a document', async () => {
    const { differences } = await verified(await recorded(), {
      ...APP,
      '/done': '<Say voice="nobody">Your balance is 42 dollars.</Say><Hangup/>',
    });
    expect(differences.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['verb', 'finding']));
  });
});

describe('rules', () => {
  const clock: Routes = { ...APP, '/done': '<Say>It is 10:41. Goodbye.</Say><Hangup/>' };
  const later: Routes = { ...APP, '/done': '<Say>It is 11:02. Goodbye.</Say><Hangup/>' };

  it('--ignore PATH=/PATTERN/ leaves out a part of a value, and nothing else', async () => {
    const rule = ['--ignore', 'heard.say=/\\d+:\\d+/'];
    expect((await verified(await recorded(clock), later, rule)).differences).toEqual([]);
    const other = { ...APP, '/done': '<Say>It is 11:02. Hello.</Say><Hangup/>' };
    expect((await verified(await recorded(clock), other, rule)).differences).toHaveLength(1);
  });

  it('--ignore PATH leaves out everything at a path', async () => {
    const { differences, exitCode } = await verified(await recorded(clock), later, ['--ignore', 'heard']);
    expect(differences).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('--explain says which rule ignored what', async () => {
    const { events } = await verified(await recorded(clock), later, ['--ignore', 'heard', '--explain']);
    const ignored = events.filter(({ type }) => String(type) === 'ignored') as unknown as { rule: string }[];
    expect(new Set(ignored.map(({ rule }) => rule))).toEqual(new Set(['heard', 'identifiers', 'origins']));
  });

  it.each([
    ['Heard', '"Heard" is not a rule: write a path'],
    ['heard=/(/', '/(/ is not a pattern'],
  ])('--ignore %s is refused before anything is asked', async (rule, words) => {
    const { exitCode, said } = await program(['verify', await recorded(), '--ignore', rule]);
    expect(exitCode).toBe(2);
    expect(said).toContain(words);
  });
});

describe('--update', () => {
  const changed: Routes = { ...APP, '/done': '<Say>Your balance is 43 dollars.</Say><Hangup/>' };

  it('accepts file by file what is different, and leaves alone what is the same', async () => {
    const file = await recorded();
    const before = readFileSync(file, 'utf8');
    expect((await verified(file, APP, ['--update'])).exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before);
    const { exitCode, events } = await verified(file, changed, ['--update']);
    expect(exitCode).toBe(0);
    expect(events.at(-1)).toMatchObject({ updated: 1, different: 0 });
    expect((await verified(file, changed)).differences).toEqual([]);
    expect((await program(['replay', file, '--json'])).of('end')[0]?.recording).toBe(file);
  });
});

describe('what cannot be verified', () => {
  it('a target that is gone is exit 3, with one sentence', async () => {
    const file = await recorded();
    const target = `http://127.0.0.1:${await freePort()}`;
    const { exitCode, data } = await program(['verify', file, '--target', target]);
    expect(exitCode).toBe(3);
    expect(data).toBe(`${file}: nothing answers at ${target}: is the application running?`);
  });

  it.each([
    ['empty', () => '', 'is not a recording of twiml-debug'],
    ['of another program', () => '{"log":{}}\n', 'is not a recording of twiml-debug'],
    ['forged', (text: string) => text.replace('"type":"placed"', '"type":7'), 'is damaged'],
    [
      'of a newer format',
      (text: string) => text.replace(/"version":\d+/, '"version":99'),
      'newer twiml-debug',
    ],
    ['without a call', (text: string) => `${text.split('\n')[0]}\n`, 'holds no call and no message'],
  ])('a file that is %s is exit 4, with one sentence', async (name, forge, words) => {
    const file = join(folder.path, `bad-${name.replaceAll(' ', '-')}.twiml.jsonl`);
    writeFileSync(file, forge(readFileSync(await recorded(), 'utf8')));
    const { exitCode, data, said } = await program(['verify', file, '--target', webhook.origin]);
    expect(exitCode).toBe(4);
    expect(data).toContain(words);
    expect(`${data}\n${said}`).not.toMatch(/\bat \S+:\d+:\d+/);
  });

  it('a recording that was cut off is compared as far as it goes', async () => {
    const file = await recorded();
    const lines = readFileSync(file, 'utf8').split('\n');
    const half = lines.findIndex((line) => line.includes('/choice') && line.includes('"exchange"'));
    writeFileSync(file, `${lines.slice(0, half + 1).join('\n')}\n{"in":{"at":`);
    const { differences, exitCode } = await verified(file, APP);
    expect(brief(differences)).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('many files at once: one that cannot be read does not keep the others from being verified', async () => {
    const file = await recorded();
    const missing = join(folder.path, 'missing.twiml.jsonl');
    const { exitCode, data } = await program(['verify', missing, file, '--target', webhook.origin]);
    expect(data).toContain('2 recordings: 1 the same, 1 unreadable');
    expect(exitCode).toBe(4);
    expect(existsSync(missing)).toBe(false);
  });
});
