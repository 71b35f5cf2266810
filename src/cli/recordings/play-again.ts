import { randomBytes } from 'node:crypto';
import { silentSpeaker } from '../../audio/silent-speaker.ts';
import { virtualClock } from '../../clock.ts';
import { Session } from '../../debug/session/session.ts';
import type { SessionSetup } from '../../debug/session/session-setup.ts';
import { type Fault, parseFault } from '../../debug/wire/fault.ts';
import { type SignatureMode, signingSender } from '../../debug/wire/sender.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Transport } from '../../http/wire/transport.ts';
import { recordedActs } from '../../recording/inputs/recorded-acts.ts';
import { recordedCasting } from '../../recording/inputs/recorded-casting.ts';
import { pausesBetween, placedEvents, todaysLeg } from '../../recording/inputs/recorded-setup.ts';
import { type MemoryRecorder, memoryRecorder } from '../../recording/memory-recorder.ts';
import { type Recording, RecordingReadError } from '../../recording/reader.ts';
import { restep } from '../../recording/restep.ts';
import { castingOf } from '../call/casting.ts';
import { identityOf } from '../session/identity.ts';
import { loginsOf } from '../session/public-urls.ts';
import { stepperOf } from './stepper-of.ts';
import { TargetGoneError, type Whereabouts, whereabouts, withFileOfToday } from './today.ts';

/** What a recorded session is played again with. */
export interface PlayingAgain {
  readonly transport: Transport;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly authToken: string | undefined;
  /** Another address of the application. */
  readonly target: URL | null;
  /** Origin of recordings that the application may fetch. */
  readonly servedAt: string;
}

/** A session that does again what was recorded, and what it keeps. */
export interface PlayedAgain {
  readonly session: Session;
  readonly recorder: MemoryRecorder;
  readonly where: Whereabouts;
}

/** Puts a session together that plays the recorded inputs; throws {@link TargetGoneError}. */
export function playAgain(recording: Recording, playing: PlayingAgain): PlayedAgain {
  const { timeline } = restep(recording, stepperOf(recording));
  const placed = placedEvents(timeline);
  const [first] = placed;
  if (!first) throw new RecordingReadError(`${recording.path} holds no call and no message`);
  const where = whereabouts(first.leg, first.rules.publicUrls ?? [], playing.target);
  const today = { toToday: where.toToday, servedAt: playing.servedAt };
  const legs: LegSetup[] = [];
  for (const { leg } of placed) {
    const found = withFileOfToday(todaysLeg(leg, today), playing.cwd);
    if (!found) throw new TargetGoneError(leg.target);
    legs.push(found);
  }
  const recorder = memoryRecorder(recording.path);
  const parts = recordedActs(timeline, where.toToday);
  const pauses = pausesBetween(timeline);
  const [leg, ...others] = legs;
  const isCall = leg?.product === 'voice';
  const further = others.map((other, index) => ({
    afterMs: (isCall ? placed[index + 1]?.at : pauses[index]) ?? 0,
    leg: other,
  }));
  const setup: SessionSetup = {
    leg: leg ?? null,
    rules: { ...first.rules, publicUrls: where.routes },
    breakpoints: [],
    faults: faultsOf(recording),
    signature: signatureOf(recording),
    notices: [],
    stopOnEntry: false,
    holds: false,
    maxSteps: MOST_STEPS,
    ...(isCall ? { joins: further } : { followUps: further }),
  };
  const { key } = identityOf({ authToken: playing.authToken }, playing.env);
  const session = new Session(setup, {
    step: stepperOf(recording),
    sender: signingSender(playing.transport, {
      key,
      publicUrls: where.routes,
      logins: loginsOf([playing.target?.href], where.routes),
    }),
    speaker: silentSpeaker(),
    clock: () => virtualClock(),
    casting: () => recordedCasting(parts, strangers(isCall)),
    recorder: () => recorder,
    seed: () => randomBytes(8).toString('hex'),
    date: () => Date.now(),
  });
  return { session, recorder, where };
}

/** As `run` has it by default. */
const MOST_STEPS = 10_000;

/** Who was not recorded does what everybody does in a run: a dialled party answers and talks for ten seconds. */
function strangers(isCall: boolean) {
  return isCall ? castingOf({ interactive: false }) : () => [];
}

/** What went wrong on the wire on request, at the exchanges where it did. */
function faultsOf({ lines }: Recording): readonly Fault[] {
  const faults: Fault[] = [];
  let number = 0;
  for (const line of lines) {
    if (!('out' in line) || line.out.type !== 'exchange') continue;
    number++;
    for (const words of (line.out.hops[0]?.fault ?? '').split(', ')) {
      const fault = words === '' ? null : parseFault(`${words} at ${number}`, 'next');
      if (fault !== null && typeof fault !== 'string') faults.push(fault);
    }
  }
  return faults;
}

function signatureOf({ lines }: Recording): SignatureMode {
  const hops = lines.flatMap((line) => ('out' in line && line.out.type === 'exchange' ? line.out.hops : []));
  if (hops.some(({ signed }) => signed?.wrong)) return 'wrong';
  return hops.length > 0 && hops.every(({ signed }) => signed === null) ? 'missing' : 'valid';
}
