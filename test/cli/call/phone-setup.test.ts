import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { phoneSetup } from '../../../src/cli/call/phone-setup.ts';
import { addSessionOptions, type CallOptions } from '../../../src/cli/options/session-options.ts';

const SID = 'AP00000000000000000000000000000001';

const setup = (...args: readonly string[]) => {
  const command = addSessionOptions(new Command(), 'call').exitOverride();
  return phoneSetup(command.parse(args, { from: 'user' }).opts<CallOptions>(), [
    { origin: 'https://public.test', local: 'http://127.0.0.1:3000' },
  ]);
};

describe('options about phones', () => {
  it('say nothing unless they are given', () => {
    expect(setup()).toEqual({ outcome: null });
  });

  it('say who takes an outbound call, and whether that is found out', () => {
    expect(setup('--outcome', 'machine', '--machine-detection', 'enable')).toEqual({
      outcome: 'machine',
      machineDetection: 'Enable',
    });
  });

  it('say what the carrier says', () => {
    expect(setup('--stir', 'A', '--forwarded-from', '+15550001111')).toMatchObject({
      stir: 'A',
      forwardedFrom: '+15550001111',
    });
  });

  it('name the Voice URLs of applications, public as the target is', () => {
    const other = SID.replace(/1$/, '2');
    expect(
      setup(
        '--application',
        `${SID}=http://127.0.0.1:3000/a?b=c`,
        '--application',
        `${other}=http://x.test/`,
      ),
    ).toMatchObject({
      applications: { [SID]: 'https://public.test/a?b=c', [other]: 'http://x.test/' },
    });
  });

  it.each([
    [['--application', 'AP1=http://x.test/'], 'write SID=URL'],
    [['--application', `${SID}=/relative`], 'write SID=URL'],
    [['--application', SID], 'write SID=URL'],
    [['--outcome', 'maybe'], 'write answer, machine, fax'],
    [['--machine-detection', 'yes'], 'write Enable or DetectMessageEnd'],
  ])('%j is refused: %s', (args, why) => {
    expect(() => setup(...args)).toThrow(why);
  });
});
