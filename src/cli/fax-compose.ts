import { silentSpeaker } from '../audio/silent-speaker.ts';
import { signingSender } from '../debug/sender.ts';
import { Session } from '../debug/session.ts';
import { type LegSetup, SUGGESTED } from '../engine/event.ts';
import { stepper } from '../engine/step.ts';
import type { Transport } from '../http/transport.ts';
import { fax } from '../message/fax/fax.ts';
import { publicUrls } from './call-options.ts';
import { loadLanguage } from './data-files.ts';
import type { FaxFile } from './fax-document.ts';
import { identityOf } from './identity.ts';
import type { MessageOptions } from './message-options.ts';
import {
  callback,
  clocks,
  loginsOf,
  notices,
  publicTarget,
  recorderFor,
  rulesOf,
  seeds,
} from './session-parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { ParsedTarget } from './target.ts';

/** How the session of a fax is made, besides what its options say. */
export interface FaxMaking {
  readonly around: Surroundings;
  readonly transport: Transport;
  readonly file: FaxFile;
  /** Origin of the document's URL. */
  readonly mediaAt: string;
}

/** Puts the session of a fax together. */
export function composeFax(options: MessageOptions, parsed: ParsedTarget, making: FaxMaking): Session {
  const { around, transport, file } = making;
  const identity = identityOf(options, around.env);
  const routes = publicUrls(options.publicUrl, parsed.target.kind === 'url' ? parsed.target.url : null);
  const target = publicTarget(parsed.target, routes);
  const logins = loginsOf([parsed.login, options.fallbackUrl], routes);
  const shown = target.kind === 'url' ? target.url : parsed.title;
  const leg: LegSetup = {
    product: 'fax',
    accountSid: identity.accountSid,
    from: options.from,
    to: options.to,
    direction: 'inbound',
    target,
    fallback: callback(options.fallbackUrl, options.fallbackUrlMethod, routes),
    statusCallback: null,
    statusCallbackEvents: [],
    params: options.param,
    choices: SUGGESTED,
    outcome: null,
    recordingsAt: 'https://api.twilio.com',
    fax: {
      document: documentOf(file),
      // Machines are set up with their own number more often than not.
      remoteStationId: options.from,
      failure: options.faxError ?? null,
      mediaAt: making.mediaAt,
    },
  };
  return new Session(
    {
      leg,
      rules: rulesOf(options, routes),
      breakpoints: options.break,
      faults: options.fault,
      signature: options.signature,
      notices: [...notices(options, parsed, identity.notice), ...file.notices],
      stopOnEntry: false,
      holds: false,
      maxSteps: options.maxSteps,
    },
    {
      step: stepper(fax(loadLanguage())),
      sender: signingSender(transport, { key: identity.key, publicUrls: routes, logins }),
      speaker: silentSpeaker(),
      clock: clocks(options, false),
      casting: () => () => [],
      seed: seeds(options.seed),
      date: () => Date.now(),
      recorder: recorderFor(options, shown, around),
    },
  );
}

/** A file without what is in it: the state has no room for that. */
function documentOf({ bytes: _bytes, notices: _notices, ...document }: FaxFile) {
  return document;
}
