import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../../../src/cli/demo/server.ts';
import { program } from '../../support/program.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'recordings', 'examples');
let demo: DemoServer;

beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(() => demo.close());

describe('verify of a recording against the application that it was made of', () => {
  it.each(readdirSync(FOLDER))('finds no difference in %s', async (name) => {
    const target = new URL(demo.url).origin;
    const { data, exitCode, said } = await program(['verify', join(FOLDER, name), '--target', target]);
    expect(`${data}${said}`).toMatch(/the same \(\d+ steps\)/);
    expect(exitCode).toBe(0);
  });

  it('takes a folder for the recordings in it', async () => {
    const target = new URL(demo.url).origin;
    const { data } = await program(['verify', FOLDER, '--target', target]);
    expect(data).toContain(
      `${readdirSync(FOLDER).length} recordings: ${readdirSync(FOLDER).length} the same`,
    );
  });
});
