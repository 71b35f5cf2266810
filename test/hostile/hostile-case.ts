import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { readRecording } from '../../src/recording/reader.ts';
import { restep } from '../../src/recording/restep.ts';
import { STEP } from '../support/memory-call.ts';
import { type ProgramRun, program } from '../support/program.ts';
import { type App, HostileServer, type Listening } from './hostile-server.ts';

/** What a caller hears of a call that failed. */
export const ANNOUNCEMENT = 'We are sorry. An application error has occurred. Goodbye.';

/**
 * A call to a server that misbehaves, or that only nearly does. `{origin}` is where it listens (`{host}` without the
 * scheme), `{beside}` where a second one does.
 */
export interface HostileCase extends Listening {
  readonly title: string;
  /** A second server, or where there is none. */
  readonly beside?: (stage: Stage) => string | Promise<string>;
  readonly app?: App | ((beside: string) => App);
  /** What is called; `{origin}/voice` otherwise. */
  readonly target?: string;
  readonly args?: readonly string[];
  /** The Twilio code that the call ends with; none when it ends well. */
  readonly code?: number;
  /** The announcement alone when the call fails, "Hi" otherwise. */
  readonly heard?: readonly string[];
  /** Diagnostics as `error 11202`, `warning byte-order-mark`; the one of the code, or none. */
  readonly told?: readonly string[];
  /** The hops of each exchange by status or failure, a further attempt as `503#2`; one 200 otherwise. */
  readonly hops?: readonly string[];
  /** What the server was asked, as `POST /voice`; not looked at otherwise. */
  readonly asked?: readonly string[];
  readonly exitCode?: number;
  readonly also?: (seen: Seen) => void;
}

/** What there is to look at when a call is over. */
export interface Seen {
  readonly run: ProgramRun;
  readonly server: HostileServer;
}

/** Starts what a case needs, and ends it. */
export class Stage {
  readonly #servers: HostileServer[] = [];
  readonly #endings: (() => unknown)[] = [];

  async serve(app: App, listening: Listening = {}): Promise<HostileServer> {
    const server = await HostileServer.start(app, listening);
    this.#servers.push(server);
    return server;
  }

  /** Done when the case is over. */
  atEnd(ending: () => unknown): void {
    this.#endings.push(ending);
  }

  /** Every connection of every server is closed by now, or soon. */
  async expectQuiet(): Promise<void> {
    const open = () => this.#servers.reduce((sum, server) => sum + server.open, 0);
    for (let tries = 0; tries < 400 && open() > 0; tries++) await delay(5);
    expect(open(), 'connections that are still open').toBe(0);
  }

  async close(): Promise<void> {
    for (const end of this.#endings) await end();
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}

/** Makes the call of a case and looks at everything that came of it. */
export async function expectCase(one: HostileCase): Promise<void> {
  const stage = new Stage();
  const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-hostile-'));
  const trouble = watchProcess();
  try {
    const beside = (await one.beside?.(stage)) ?? '';
    const app = typeof one.app === 'function' ? one.app(beside) : (one.app ?? {});
    const server = await stage.serve(app, one);
    const { origin } = server;
    const filled = (text: string) =>
      text
        .replaceAll('{origin}', origin)
        .replaceAll('{host}', new URL(origin).host)
        .replaceAll('{beside}', beside);
    const { target = '{origin}/voice', args = [] } = one;
    const record = join(folder, 'call.twiml.jsonl');
    const line = ['run', target, ...args].map(filled);
    const run = await program([...line, '--json', '--record', record], { record: true });
    expect(outcomeOf(run, server)).toEqual(expectedOf(one, filled));
    one.also?.({ run, server });
    expectRecording(run, record);
    await stage.expectQuiet();
    expect(trouble.seen).toEqual([]);
  } finally {
    trouble.stop();
    await stage.close();
    rmSync(folder, { recursive: true });
  }
}

function outcomeOf(run: ProgramRun, { asked }: HostileServer) {
  return {
    code: run.of('end')[0]?.error ?? null,
    heard: run.of('heard').map(({ text, url, interrupted }) => `${text ?? url}${interrupted ? '…' : ''}`),
    told: run.of('diagnostic').map(({ level, code, rule }) => `${level} ${code ?? rule}`),
    hops: run
      .of('exchange')
      .map(({ hops }) =>
        hops
          .map(({ status, failure, attempt }) => `${status ?? failure}${attempt > 1 ? `#${attempt}` : ''}`)
          .join(' '),
      ),
    asked: asked.map(({ method, path }) => `${method} ${path}`),
    exitCode: run.exitCode,
  };
}

function expectedOf(one: HostileCase, filled: (text: string) => string): ReturnType<typeof outcomeOf> {
  const { code = null } = one;
  return {
    code,
    heard: (one.heard ?? [code === null ? 'Hi' : ANNOUNCEMENT]).map(filled),
    told: [...(one.told ?? (code === null ? [] : [`error ${code}`]))],
    hops: [...(one.hops ?? ['200'])],
    asked: one.asked ? [...one.asked] : expect.any(Array),
    exitCode: one.exitCode ?? (code === null ? 0 : 1),
  };
}

/** The recording holds everything that was told, whole, and today's engine makes the same of it. */
function expectRecording(run: ProgramRun, path: string): void {
  const recording = readRecording(path);
  expect(recording.torn).toBe(false);
  expect(recording.lines.flatMap((line) => ('out' in line ? [line.out] : []))).toEqual(run.events);
  expect(restep(recording, STEP).differences).toEqual([]);
}

/** Notices what nobody caught, and what Node warns of. */
export function watchProcess() {
  const seen: unknown[] = [];
  const note = (what: unknown) => seen.push(what);
  const events = ['unhandledRejection', 'uncaughtExceptionMonitor', 'warning'] as const;
  for (const event of events) process.on(event, note);
  return {
    seen,
    stop() {
      for (const event of events) process.removeListener(event, note);
    },
  };
}
