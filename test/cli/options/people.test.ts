import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';

describe('the options for people on other legs', () => {
  it.each([
    [['--callee', 'maybe'], '--callee: "maybe": a callee cannot do that; write busy, no-answer, failed'],
    [['--far-end', 'explode'], '--far-end: "explode": write "close 5s"'],
    [
      ['--far-end', 'error 64000'],
      "--far-end: 64000 is not a code of Twilio's; the nearest are 64001 (Pay: Configuration",
    ],
    [
      ['--far-end', 'error 11200'],
      '--far-end: 11200 (HTTP retrieval failure) is not a code with which a far end can fail; the nearest are 31900',
    ],
    [['--join', 'after a while'], '--join: "after a while": that is not a time like 5s; write after 5s;'],
    [['--join', 'dance'], '--join: "dance" is not an action of a caller script'],
    [['--join', 'url ftp://x/y'], '--join: "url ftp://x/y": ftp: is not supported; use http or https'],
    [['--from', ''], '--from: "": it is empty; write a number like +15551230001'],
    [['--to', '+1 555 123'], '--to: "+1 555 123": it contains white space'],
    [['--account-sid', 'AC123'], '--account-sid: write AC and 32 hexadecimal digits, not "AC123"'],
    [['--outcome', 'maybe'], 'write answer, machine, fax, busy, no-answer, fail or cancel, not "maybe"'],
    [
      ['--status-callback-event', 'answered,maybe'],
      'write initiated, ringing, answered or completed, not "maybe"',
    ],
    [['--empty-recording', 'maybe'], 'write next or action, not "maybe"'],
  ])('%j is a usage error that says what to write', async (args, message) => {
    const { exitCode, said } = await program(['run', 'http://127.0.0.1:9/voice', ...args]);
    expect(exitCode).toBe(2);
    expect(said).toContain(message);
  });

  it('stand in the help', async () => {
    const { data } = await program(['run', '--help']);
    for (const option of ['--callee', '--far-end', '--join', '--outcome', '--status-callback-event'])
      expect(data).toContain(`${option} <`);
  });
});
