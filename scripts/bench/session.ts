import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { inboundCall } from '../../src/call/leg/inbound-call.ts';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import { virtualClock } from '../../src/clock.ts';
import type { ScriptAction } from '../../src/debug/people/caller-script.ts';
import { scriptedCaller } from '../../src/debug/people/scripted-caller.ts';
import { NO_RECORDER } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { SessionSetup } from '../../src/debug/session/session-setup.ts';
import type { Sender } from '../../src/debug/wire/sender.ts';
import { stepper } from '../../src/engine/step.ts';

/** Places whole headless calls, one after the other: what a run does, without its output and recording. */
export function callPlacer(
  url: string,
  sender: Sender,
  actions: readonly ScriptAction[],
): () => Promise<void> {
  return placer({ leg: inboundCall(url) }, sender, actions);
}

/** The same for a session that says itself who calls; everybody does the same. */
export function placer(
  who: Pick<SessionSetup, 'leg' | 'joins'>,
  sender: Sender,
  actions: readonly ScriptAction[],
): () => Promise<void> {
  const step = stepper(voice(loadLanguage()));
  return () =>
    new Promise((resolve) => {
      const session = new Session(
        {
          ...who,
          rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
          breakpoints: [],
          notices: [],
          stopOnEntry: false,
          holds: false,
          maxSteps: 100_000,
        },
        {
          step,
          sender,
          speaker: silentSpeaker(),
          clock: virtualClock,
          casting: () => () => [scriptedCaller(actions)],
          recorder: () => NO_RECORDER,
          seed: () => 'seed',
          date: () => 0,
        },
      );
      session.subscribe({ happened: (event) => event.type === 'end' && resolve() });
      session.restart();
    });
}
