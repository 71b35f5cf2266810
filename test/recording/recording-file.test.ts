import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import { stepper } from '../../src/engine/step.ts';
import { FORMAT_VERSION, type RecordingHeader } from '../../src/recording/format.ts';
import { readRecording } from '../../src/recording/reader.ts';
import type { WriteBytes } from '../../src/recording/recording-file.ts';
import { restep } from '../../src/recording/restep.ts';
import { recordingWriter } from '../../src/recording/writer.ts';
import { placeCall } from '../support/memory-call.ts';

const HEADER: RecordingHeader = {
  recording: 'twiml-debug',
  version: FORMAT_VERSION,
  program: '0.0.0',
  target: 'http://app.test/voice',
  startedAt: '2026-01-01T00:00:00.000Z',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A disk with room for so many bytes: the last write that fits in part is made in part. */
function diskOf(bytes: number): WriteBytes {
  let free = bytes;
  return (file, text) => {
    if (free === 0) throw Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' });
    const written = writeSync(file, text.subarray(0, free));
    free -= written;
    return written;
  };
}

describe('a recording on a disk that gets full', () => {
  it('ends whole after its last line, and the session goes on unrecorded', async () => {
    const path = join(folder, 'call.twiml.jsonl');
    const recorder = recordingWriter(path, HEADER, diskOf(4000));
    expect(recorder.path).toBe(path);
    const call = await placeCall({ app: { '/voice': '<Say>Hello</Say><Hangup/>' }, recorder });
    expect(call.end).toMatchObject({ status: 'completed', recording: null });
    expect(recorder).toMatchObject({
      path: null,
      trouble: `the recording cannot be written any further: no space is left on the device (ENOSPC); the session goes on unrecorded, and ${path} holds what happened before`,
    });
    expect(call.session.notices[0]).toBe(recorder.trouble);
    expect(call.session.recording).toBeNull();
    const recording = readRecording(path);
    expect(recording.torn).toBe(false);
    expect(recording.lines.length).toBeGreaterThan(0);
    expect(restep(recording, stepper(voice(loadLanguage()))).differences).toEqual([]);
  });

  it('writes on where the system takes a part at a time', async () => {
    const path = join(folder, 'call.twiml.jsonl');
    const sips: WriteBytes = (file, text) => writeSync(file, text.subarray(0, 7));
    const recorder = recordingWriter(path, HEADER, sips);
    const call = await placeCall({ app: { '/voice': '<Say>Hello, \u00fcber uns</Say>' }, recorder });
    const told = readRecording(path).lines.flatMap((line) => ('out' in line ? [line.out] : []));
    expect(told).toEqual(call.events);
    expect(recorder.trouble).toBeNull();
  });

  it('is not begun at all without room for its first line', () => {
    const path = join(folder, 'call.twiml.jsonl');
    expect(() => recordingWriter(path, HEADER, diskOf(10))).toThrow(
      `cannot write the recording ${path}: no space is left on the device (ENOSPC)`,
    );
    expect(existsSync(path)).toBe(false);
  });
});

describe('a recording that replaces another one', () => {
  it('leaves the old one until the new one has begun', () => {
    const path = join(folder, 'call.twiml.jsonl');
    recordingWriter(path, { ...HEADER, target: 'http://old.test/' }).close();
    expect(() => recordingWriter(path, HEADER, diskOf(10))).toThrow('no space is left on the device');
    expect(readRecording(path).header.target).toBe('http://old.test/');
    expect(readdirSync(folder)).toEqual(['call.twiml.jsonl']);
  });

  it.skipIf(process.platform === 'win32')(
    'can be read by its owner alone, whatever the old one allowed',
    () => {
      const path = join(folder, 'call.twiml.jsonl');
      recordingWriter(path, HEADER).close();
      chmodSync(path, 0o666);
      recordingWriter(path, HEADER).close();
      expect(statSync(path).mode & 0o777).toBe(0o600);
    },
  );

  it('is refused while another program writes it, and not after that', () => {
    const path = join(folder, 'call.twiml.jsonl');
    const first = recordingWriter(path, HEADER);
    expect(() => recordingWriter(path, HEADER)).toThrow(
      `${path} is being written by another twiml-debug (process ${process.pid})`,
    );
    first.close();
    recordingWriter(path, HEADER).close();
    expect(readdirSync(folder)).toEqual(['call.twiml.jsonl']);
  });

  it('is not refused for the claim of a program that was killed', () => {
    const path = join(folder, 'call.twiml.jsonl');
    writeFileSync(join(folder, '.call.twiml.jsonl.lock'), '4194999');
    recordingWriter(path, HEADER).close();
    expect(readRecording(path).header).toEqual(HEADER);
  });

  it.skipIf(process.platform === 'win32')('follows a link to where the old one lies', () => {
    const [path, link] = [join(folder, 'old.twiml.jsonl'), join(folder, 'call.twiml.jsonl')];
    recordingWriter(path, { ...HEADER, target: 'http://old.test/' }).close();
    symlinkSync(path, link);
    recordingWriter(link, HEADER).close();
    expect(readRecording(path).header).toEqual(HEADER);
  });
});

describe('the place of a recording', () => {
  it('is no folder, and no device', () => {
    expect(() => recordingWriter(folder, HEADER)).toThrow(
      `cannot write the recording ${folder}: it is a folder`,
    );
    if (process.platform === 'win32') return;
    expect(() => recordingWriter('/dev/null', HEADER)).toThrow('it is no file');
  });

  it('may be in folders that are not there yet', () => {
    const path = join(folder, 'a', 'b', 'call.twiml.jsonl');
    recordingWriter(path, HEADER).close();
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(HEADER)}\n`);
  });
});
