import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOldNode, hasBundledNode, root, run } from './commands.ts';

const runner = join(root, 'scripts', 'run.js');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'twiml-debug-scripts-')));
const script = join(folder, 'script.ts');

beforeAll(() => {
  const print = 'console.log(JSON.stringify([process.version, ...process.argv.slice(1)]));';
  writeFileSync(script, `const code: number = 3;\n${print}\nprocess.exitCode = code;\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a script of the project', () => {
  it('runs on this Node when it is new enough', () => {
    const ended = run(process.execPath, [runner, script, '--flag', 'a b']);
    expect(ended).toMatchObject({ code: 3 });
    expect(JSON.parse(ended.stdout)).toEqual([process.version, script, '--flag', 'a b']);
  });

  it.runIf(hasBundledNode)('runs on the Node that comes with the dependencies when this one is old', () => {
    const ended = run(process.execPath, [...asOldNode, runner, script, '--flag', 'a b']);
    expect(ended).toMatchObject({ code: 3 });
    expect(JSON.parse(ended.stdout)).toEqual([expect.stringMatching(/^v24\./), script, '--flag', 'a b']);
  });
});

describe('npm start', () => {
  const start = join(folder, 'scripts', 'start.js');

  beforeAll(() => {
    for (const name of ['scripts', 'dist']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    copyFileSync(join(root, 'scripts', 'start.js'), start);
    writeFileSync(join(folder, 'dist', 'twiml-debug.js'), 'console.log(process.argv.slice(2).join(" "));');
  });

  it.each([
    [[], 'demo'],
    [['--ascii'], 'demo --ascii'],
    [['demo', '--serve'], 'demo --serve'],
    [['http://127.0.0.1:3000/voice'], 'http://127.0.0.1:3000/voice'],
    [['run', 'menu.xml', '--json'], 'run menu.xml --json'],
    [['-', '--no-record'], '- --no-record'],
  ])('with %j is twiml-debug %s', (args, line) => {
    expect(run(process.execPath, [start, ...args])).toEqual({ code: 0, stdout: `${line}\n`, stderr: '' });
  });
});
