import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepperOf } from '../../src/cli/recordings/stepper-of.ts';
import { readRecording } from '../../src/recording/reader.ts';
import { restep } from '../../src/recording/restep.ts';
import { program } from '../support/program.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'recordings', 'examples');
const NAMES = readdirSync(FOLDER);

describe('the recordings in recordings/examples', () => {
  it('are some', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(5);
  });

  it.each(NAMES)('%s replays offline to the same verbs, exchanges and end', async (name) => {
    const recording = readRecording(join(FOLDER, name));
    expect(restep(recording, stepperOf(recording)).differences).toEqual([]);
    const { events, exitCode } = await program(['replay', join(FOLDER, name), '--json']);
    expect(exitCode).toBe(0);
    expect(events).toEqual(recording.lines.flatMap((line) => ('out' in line ? [line.out] : [])));
    expect(events.at(-1)).toMatchObject({ type: 'end', recording: `recordings/examples/${name}` });
  });
});
