import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import { stepper } from '../../src/engine/step.ts';
import { FORMAT_VERSION, type RecordingHeader } from '../../src/recording/format.ts';
import { parseRecording, RecordingReadError, readRecording } from '../../src/recording/reader.ts';
import { RecordingFileError } from '../../src/recording/recording-file.ts';
import { Replay } from '../../src/recording/replay.ts';
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

const APP = {
  '/voice': '<Gather numDigits="1" action="/next"><Say>Press a key.</Say></Gather>',
  '/next': '<Say>Thank you.</Say>\n<Redirect>/broken</Redirect>',
  '/broken': { status: 500, body: 'oops', bytes: 4 },
};

/** An exchange that tells nothing of its hops. */
const HOPLESS = JSON.stringify({
  out: {
    ...{ type: 'exchange', seq: 0, at: 0, purpose: 'document', method: 'GET', url: 'http://app.test/' },
    ...{ params: {}, hops: [{ method: 'GET' }] },
  },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function record(): Promise<{ path: string; call: Awaited<ReturnType<typeof placeCall>> }> {
  const path = join(folder, 'call.twiml.jsonl');
  const call = await placeCall({ app: APP, caller: 'press 4', recorder: recordingWriter(path, HEADER) });
  return { path, call };
}

describe('a recording', () => {
  it('holds every event that entered and everything that was told, the path of the recording at the end', async () => {
    const { path, call } = await record();
    const { header, lines, torn } = readRecording(path);
    expect(header).toEqual(HEADER);
    expect(torn).toBe(false);
    expect(lines.flatMap((line) => ('out' in line ? [line.out] : []))).toEqual(call.events);
    expect(call.end.recording).toBe(path);
    expect(lines.filter((line) => 'in' in line).length).toBeGreaterThan(5);
  });

  it('stepped again without any network says the same, to the last field', async () => {
    const { path, call } = await record();
    const { journal, differences, timeline } = restep(readRecording(path), stepper(voice(loadLanguage())));
    expect(differences).toEqual([]);
    expect(journal.entries().map(({ event }) => event)).toEqual(call.events);
    expect(timeline.tip).toEqual(call.session.board);
  });

  it('says where another engine differs', async () => {
    const { path } = await record();
    const text = readFileSync(path, 'utf8').replace('"text":"Thank you."', '"text":"Thanks."');
    const { differences } = restep(parseRecording(text, path), stepper(voice(loadLanguage())));
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ recorded: { text: 'Thanks.' }, today: { text: 'Thank you.' } });
  });

  it('of before events said why a leg ends, and that two talk, is no different from what is said today', async () => {
    const path = join(folder, 'old.twiml.jsonl');
    const app = { '/voice': '<Dial>+15551230002</Dial>' };
    const recorder = recordingWriter(path, HEADER);
    const call = await placeCall({ app, callee: 'answer talk 5s', recorder });
    expect(call.of('connected')).toHaveLength(1);
    const old = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !/"type":"(dis)?connected"/.test(line))
      .map((line) => line.replace(/,"reason":(null|"[^"]*")/, ''))
      .join('\n');
    const recording = parseRecording(old, path);
    const { journal, differences } = restep(recording, stepper(voice(loadLanguage())));
    expect(differences).toEqual([]);
    expect(journal.end()).not.toHaveProperty('reason');
  });

  it('cut off in its last line is read up to there', async () => {
    const { path } = await record();
    const text = readFileSync(path, 'utf8');
    for (const cut of [text.length - 2, text.length - 200, Math.floor(text.length / 2)]) {
      const recording = parseRecording(text.slice(0, cut), path);
      const whole = text.slice(0, cut).split('\n').length - 2;
      expect(recording.lines).toHaveLength(whole);
      expect(restep(recording, stepper(voice(loadLanguage()))).differences).toEqual([]);
    }
  });

  it.each([
    ['is not there', null, 'there is no such file'],
    ['is empty', '', 'is not a recording'],
    ['is something else', 'hello\nworld\n', 'is not a recording'],
    ['is other JSON', '{"a":1}\n', 'is not a recording'],
    ['is older', `${JSON.stringify({ ...HEADER, version: 1 })}\n`, 'was written by an earlier twiml-debug'],
    ['is newer', `${JSON.stringify({ ...HEADER, version: 99 })}\n`, 'was written by a newer twiml-debug'],
    ['has no version', '{"recording":"twiml-debug","target":"x"}\n', 'is not a recording'],
    ['has another kind of version', `${JSON.stringify({ ...HEADER, version: 'x' })}\n`, 'is not a recording'],
    [
      'tells something without its fields',
      `${JSON.stringify(HEADER)}\n{"out":{"type":"exchange","seq":0,"at":0}}\n`,
      'line 2',
    ],
    ['tells hops without theirs', `${JSON.stringify(HEADER)}\n${HOPLESS}\n`, 'line 2'],
    [
      'holds an input without its fields',
      `${JSON.stringify(HEADER)}\n{"in":{"type":"placed","at":0}}\n`,
      'line 2',
    ],
    ['is damaged in the middle', `${JSON.stringify(HEADER)}\n{"in":\n{"fork":1}\n`, 'line 2'],
    ['holds something strange', `${JSON.stringify(HEADER)}\n{"what":1}\n`, 'line 2'],
  ])('that %s is refused with the reason', (_what, text, reason) => {
    const path = join(folder, 'x.twiml.jsonl');
    if (text !== null) writeFileSync(path, text);
    const read = () => readRecording(path);
    expect(read).toThrow(RecordingReadError);
    expect(read).toThrow(reason);
  });

  it('replaces an older recording, and no other file', async () => {
    const { path } = await record();
    recordingWriter(path, { ...HEADER, target: 'again' }).close();
    expect(readRecording(path).header.target).toBe('again');
    const foreign = join(folder, 'notes.txt');
    writeFileSync(foreign, 'my notes\n');
    expect(() => recordingWriter(foreign, HEADER)).toThrow(RecordingFileError);
    expect(readFileSync(foreign, 'utf8')).toBe('my notes\n');
  });

  it('says when its place cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => recordingWriter(join(folder, 'file', 'x.twiml.jsonl'), HEADER)).toThrow(
      'cannot write the recording',
    );
  });

  it('that is a folder, or no file at all, cannot be read', () => {
    expect(() => readRecording(folder)).toThrow('it is a folder');
    if (process.platform === 'linux') expect(() => readRecording('/dev/zero')).toThrow('it is no file');
  });

  it('cannot be stepped again with an event that does not fit', async () => {
    const { path } = await record();
    const text = readFileSync(path, 'utf8').replaceAll('"type":"placed"', '"type":"placed","times":2');
    const odd = () => {
      throw new Error('no such leg');
    };
    expect(() => restep(parseRecording(text, path), odd)).toThrow(RecordingReadError);
    expect(() => restep(parseRecording(text, path), odd)).toThrow(
      `event 1 (placed) of ${path} cannot be stepped again: no such leg`,
    );
  });

  it('never holds the auth token', async () => {
    const { path } = await record();
    expect(readFileSync(path, 'utf8')).not.toContain('authToken');
  });
});

describe('a replay', () => {
  const open = async () => {
    const recording = readRecording((await record()).path);
    return new Replay(recording, restep(recording, stepper(voice(loadLanguage()))));
  };
  const at = (replay: Replay) => {
    const ready = replay.ready();
    return ready ? `${ready.element.name} ${ready.document.url.slice(15)}` : 'over';
  };

  it.each([
    ['next', 'back', ['Gather /voice', 'Say /next', 'Redirect /next', 'over']],
    // The last exchange is asked after the last verb.
    ['into', 'back into', ['Gather /voice', 'Say /voice', 'Say /next', 'Redirect /next', 'over', 'over']],
  ] as const)('steps forwards with %s and backwards with %s', async (move, back, places) => {
    const replay = await open();
    const forwards = [at(replay)];
    while (!replay.over) {
      expect(replay.move(move)).toBeNull();
      forwards.push(at(replay));
    }
    expect(forwards).toEqual(places);
    const backwards: string[] = [];
    while (replay.moveBack(back) === null) backwards.push(at(replay));
    expect(backwards.slice(0, forwards.length - 1)).toEqual(forwards.slice(0, -1).reverse());
    expect(replay.moveBack(back)).toBe('this is the beginning');
  });

  it('continues to a breakpoint, and starts over', async () => {
    const replay = await open();
    const ready = replay.ready();
    if (!ready) throw new Error('nothing is ready');
    replay.move('into');
    replay.move('into');
    const target = replay.ready();
    if (!target) throw new Error('nothing is ready');
    replay.toggleBreakpoint(target.document, target.element);
    replay.restart();
    expect(at(replay)).toBe('Gather /voice');
    replay.move('continue');
    expect(at(replay)).toBe('Say /next');
    replay.move('continue');
    expect(replay.over).toBe(true);
  });

  it('shows only what had been told at its position', async () => {
    const replay = await open();
    const told = () => replay.journal.entries(replay.position).map(({ event }) => event.type);
    expect(told()).toEqual(['call', 'exchange', 'document']);
    replay.move('into');
    expect(told()).toEqual(['call', 'exchange', 'document', 'verb', 'call']);
  });
});
