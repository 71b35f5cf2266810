import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyTable } from '../../scripts/docs/key-table.ts';
import { roomsPicture } from '../../scripts/docs/rooms.ts';
import { screenPicture } from '../../scripts/docs/screen.ts';
import { withSection } from '../../scripts/docs/section.ts';
import { demoTranscript } from '../../scripts/docs/transcript.ts';
import { twimlPage } from '../../scripts/docs/twiml-page.ts';
import { program } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('the documentation that is made from the code (scripts/docs.ts makes it anew)', () => {
  it('docs/twiml.md says what is known and simulated', () => {
    expect(readFileSync(join(ROOT, 'docs', 'twiml.md'), 'utf8')).toBe(twimlPage());
  });

  it('docs/rooms.svg shows the rooms of src and who imports from whom', () => {
    expect(readFileSync(join(ROOT, 'docs', 'rooms.svg'), 'utf8')).toBe(roomsPicture());
  });

  it('the keys in the README are those of the key map', () => {
    expect(withSection(README, 'keys', keyTable())).toBe(README);
  });

  it('the picture in the README is a frame that the program draws', () => {
    expect(withSection(README, 'screen', screenPicture())).toBe(README);
  });

  it('the transcript in the README is what a run prints', async () => {
    expect(withSection(README, 'transcript', await demoTranscript())).toBe(README);
  });
});

const RECIPES = readFileSync(join(ROOT, 'docs', 'recipes.md'), 'utf8');
const EVENTS = readFileSync(join(ROOT, 'docs', 'events.md'), 'utf8');

describe('the pages for users', () => {
  it.each([
    ['the README', README],
    ['docs/recipes.md', RECIPES],
    ['docs/events.md', EVENTS],
  ])('%s uses no option that the program does not have', async (_name, page) => {
    const help = (
      await Promise.all(
        ['call', 'run', 'message', 'check', 'demo', 'replay', 'explain', 'export', 'verify', 'diff'].map(
          (name) => program([name, '--help']),
        ),
      )
    )
      .map(({ data }) => data)
      .join('\n');
    const options = new Set([...page.matchAll(/(?<![\w-])--[a-z][\w-]+/g)].map(([option]) => option));
    expect([...options].filter((option) => !help.includes(option) && option !== '--no-record')).toEqual([]);
  });
});

describe('what people read', () => {
  it.each(['README.md', 'CHANGELOG.md'])('%s has no line of more than 120 columns', (name) => {
    const lines = readFileSync(join(ROOT, name), 'utf8').split('\n');
    expect(lines.filter((line) => line.length > 120 && !line.startsWith('|'))).toEqual([]);
  });
});
