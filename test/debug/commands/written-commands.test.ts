import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readLine } from '../../../src/debug/commands/command-line.ts';
import { DEBUG_COMMANDS } from '../../../src/debug/commands/commands.ts';
import type { Debuggable } from '../../../src/debug/session/debuggable.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import type { Sender, SignatureMode } from '../../../src/debug/wire/sender.ts';
import { FORMAT_VERSION } from '../../../src/recording/format.ts';
import { readRecording } from '../../../src/recording/reader.ts';
import { Replay } from '../../../src/recording/replay.ts';
import { restep } from '../../../src/recording/restep.ts';
import { recordingWriter } from '../../../src/recording/writer.ts';
import { type Asked, type CallPlan, heldCall, memorySender, STEP, until } from '../../support/memory-call.ts';

const APP: CallPlan['app'] = {
  '/voice': {
    body: '<Response><Gather numDigits="2" action="/two"/><Redirect>/two</Redirect></Response>',
    headers: [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', 'sid=1; Path=/'],
      ['Set-Cookie', 'lang=en; Path=/two; Domain=app.test'],
    ],
  },
  '/two': '<Redirect method="GET">/kept</Redirect>',
  '/kept': {
    body: '<Response><Redirect>/last</Redirect></Response>',
    headers: [
      ['Content-Type', 'text/xml'],
      ['Cache-Control', 'max-age=60'],
    ],
  },
  '/last': '<Hangup/>',
};

let folder: string | null = null;
afterEach(() => {
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

/** Runs a line as a prompt or a script does; answers what was wrong. */
function write(target: Debuggable, line: string): string | null {
  const read = readLine(line, DEBUG_COMMANDS);
  if (!read.ok) return read.message;
  return read.command.unavailable(target) ?? read.command.run(target, read.argument);
}

/** Runs to where the session holds again, or ends. */
async function written(session: Session, line: string): Promise<void> {
  expect(write(session, line)).toBeNull();
  await until(session, () => session.held !== null || session.over);
}

const spoiled = (session: Session) =>
  session.journal
    .exchanges()
    .flatMap(({ event }) => (event.type === 'exchange' ? event.hops.map(({ fault }) => fault) : []));

const jar = (session: Session) => session.leg?.jar.map(({ name, value, path }) => `${name}=${value} ${path}`);

describe('fault', () => {
  it('spoils the next exchange only', async () => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, 'fault slow 2s')).toBeNull();
    expect(session.notices).toContain('fault: slow 2s next (:fault)');
    await written(session, 'continue');
    expect(spoiled(session)).toEqual([null, 'slow 2s (:fault)', null, null]);
    expect(session.tampering.faults).toEqual([]);
    expect(session.notices).toEqual([]);
  });

  it('of a path stays until fault off', async () => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, 'fault off')).toBe('no fault is in force');
    write(session, 'fault status 500 url:/two');
    write(session, 'fault status 500 url:/two');
    expect(session.tampering.faults).toHaveLength(1);
    await written(session, 'continue');
    expect(session.leg?.error).toBe(11200);
    await written(session, 'restart');
    expect(write(session, 'fault off')).toBeNull();
    await written(session, 'continue');
    expect(session.leg?.error).toBeNull();
  });

  it('says what can be written', async () => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, 'fault slw 5s')).toContain('did you mean slow?');
    session.close();
  });
});

describe('signature', () => {
  it('changes how requests are signed from the next exchange on, and says so', async () => {
    const modes: (SignatureMode | undefined)[] = [];
    const asked: Asked[] = [];
    const app = memorySender(APP, asked);
    const sender: Sender = {
      send: (request, signal, mode) => {
        modes.push(mode);
        return app.send(request, signal, mode);
      },
    };
    const { session } = await heldCall({ app: APP, sender });
    expect(write(session, 'signature worng')).toBe(
      '"worng": did you mean wrong? write valid, wrong or missing',
    );
    await written(session, 'signature wrong');
    expect(session.notices).toEqual(['requests are signed with a wrong token, on request']);
    await written(session, 'next');
    await written(session, 'next');
    await written(session, 'signature missing');
    await written(session, 'next');
    await written(session, 'signature valid');
    expect(session.notices).toEqual([]);
    await written(session, 'continue');
    expect(modes).toEqual(['valid', 'wrong', 'missing', 'valid']);
  });
});

describe('cookie', () => {
  it('set acts at once, as an answer of the last exchange would, while the call is held', async () => {
    const { session, events, asked } = await heldCall({ app: APP });
    expect(write(session, 'cookie set sid=2; Path=/')).toBeNull();
    expect(write(session, 'cookie set here=1')).toBeNull();
    expect(jar(session)).toEqual(['sid=2 /', 'lang=en /two', 'here=1 /']);
    expect(events.at(-1)).toMatchObject({ rule: 'edited', message: 'the cookie here was set by hand' });
    expect(session.held).not.toBeNull();
    await written(session, 'continue');
    expect(asked[1]?.headers['cookie']).toBe('lang=en; sid=2; here=1');
  });

  it('set says why a header is no cookie, and changes nothing', async () => {
    const { session } = await heldCall({ app: APP });
    const before = session.position;
    expect(write(session, 'cookie set nothing')).toContain('no name=value at its start');
    expect(write(session, 'cookie set a=1; Domain=example.com')).toContain(
      'does not cover the host app.test',
    );
    expect(write(session, 'cookie set gone=1; Max-Age=0')).toContain('has expired already');
    expect(session.position).toBe(before);
    session.close();
  });

  it('delete finds it by its name, whatever its path and domain', async () => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, 'cookie delete lang')).toBeNull();
    expect(jar(session)).toEqual(['sid=1 /']);
    expect(write(session, 'cookie delete sdi')).toBe(
      'there is no cookie "sdi": did you mean sid? there is sid',
    );
    expect(write(session, 'cookie delete x')).toBe('there is no cookie "x": there is sid');
    expect(write(session, 'cookies clear')).toBeNull();
    expect(jar(session)).toEqual([]);
    expect(write(session, 'cookie delete sid')).toBe('there is no cookie "sid": the jar is empty');
    expect(write(session, 'cookies clear')).toBe('the cookie jar is empty');
    session.close();
  });

  it('can be deleted when it is Secure, with a prefix', async () => {
    const { session } = await heldCall({
      app: { '/voice': '<Say>a</Say>' },
      leg: { target: { kind: 'url', url: 'https://app.test/voice', method: 'POST' } },
    });
    expect(write(session, 'cookie set __Host-id=1; Secure; Path=/')).toBeNull();
    expect(write(session, 'cookie delete __Host-id')).toBeNull();
    expect(jar(session)).toEqual([]);
    session.close();
  });
});

describe('cache clear', () => {
  it('forgets one URL, or all, and knows what there is', async () => {
    const { session, asked } = await heldCall({ app: APP });
    expect(write(session, 'cache clear')).toBe('the cache is empty');
    await written(session, 'next');
    await written(session, 'next');
    await written(session, 'next');
    const [url = ''] = Object.keys(session.board?.cache ?? {});
    expect(url).toContain('/kept');
    expect(write(session, 'cache clear http://app.test/other')).toBe(
      `the cache does not have http://app.test/other; it has ${url}`,
    );
    expect(write(session, `cache clear ${url}`)).toBeNull();
    expect(session.board?.cache).toEqual({});
    expect(asked.at(-1)?.path).toBe('/kept');
    session.close();
  });
});

describe('break', () => {
  it('sets breakpoints by their place in words, and takes them away', async () => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, 'break clear')).toBe('there are no breakpoints');
    await written(session, 'break url:/kept');
    await written(session, 'break Hangup');
    await written(session, 'break Hangup');
    expect(session.breakpoints).toHaveLength(2);
    expect(write(session, 'break gather')).toContain('is not a place to stop');
    await written(session, 'continue');
    expect(session.ready()?.document.url).toContain('/kept');
    expect(write(session, 'break clear Hungup')).toBe(
      'there is no breakpoint "Hungup": did you mean Hangup? there is url:/kept, Hangup',
    );
    await written(session, 'break clear Hangup');
    await written(session, 'continue');
    expect(session.over).toBe(true);
  });
});

describe('update', () => {
  it.each([
    ['nope', '"update nope" is neither an http or https URL nor a path; write update URL, update /path'],
    ['ftp://app.test/x', 'is neither an http or https URL'],
    ['http://', 'is neither an http or https URL'],
  ])('%s is refused, and the call goes on', async (to, said) => {
    const { session } = await heldCall({ app: APP });
    expect(write(session, `update ${to}`)).toContain(said);
    expect(session.leg?.endedAt).toBeNull();
    expect(session.ready()?.element.name).toBe('Gather');
    session.close();
  });

  // A call that is ended before anything answered it has no other status.
  it.each([
    ['/last', 'completed'],
    ['http://app.test/last', 'completed'],
    ['hang up', 'no-answer'],
    ['Hang  Up', 'no-answer'],
    ['hangup', 'no-answer'],
  ])('%s is taken', async (to, status) => {
    const { session } = await heldCall({ app: APP });
    await written(session, `update ${to}`);
    session.move('continue');
    await until(session, () => session.over);
    expect(session.leg?.status).toBe(status);
  });
});

describe('press', () => {
  it('presses one key after the other', async () => {
    const { session, asked } = await heldCall({ app: APP });
    expect(write(session, 'press 1-2')).toBeNull();
    await written(session, 'next');
    await until(session, () => session.held !== null || session.over);
    expect(asked[1]?.params).toMatchObject({ Digits: '12' });
    expect(write(session, 'press one')).toContain('are not keys');
    session.close();
  });
});

describe('a recording of what was done by hand', () => {
  it('replays as it was, and takes no edits itself', async () => {
    folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
    const file = join(folder, 'call.twiml.jsonl');
    const recorder = recordingWriter(file, {
      recording: 'twiml-debug',
      version: FORMAT_VERSION,
      program: 'test',
      target: 'http://app.test/voice',
      startedAt: '2026-01-01T00:00:00.000Z',
    });
    const { session, events } = await heldCall({ app: APP, recorder });
    for (const line of ['cookie set a=1', 'cookie delete sid', 'fault slow 1s', 'next', 'cookies clear']) {
      await written(session, line);
    }
    await written(session, 'continue');
    expect(events.at(-1)?.type).toBe('end');
    const recording = readRecording(file);
    const again = restep(recording, STEP);
    expect(again.differences).toEqual([]);
    expect(again.timeline.tip).toEqual(session.board);
    const replay = new Replay(recording, again);
    for (const line of [
      'fault refused',
      'signature wrong',
      'cookie set a=1',
      'cookies clear',
      'cache clear',
    ]) {
      expect(write(replay, line)).toBe('a replay takes no input: it shows what happened');
    }
    expect(write(replay, 'break Hangup')).toBeNull();
    expect(write(replay, 'continue')).toBeNull();
    expect(replay.ready()?.element.name).toBe('Hangup');
  });
});
