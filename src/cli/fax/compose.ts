import { Session } from '../../debug/session/session.ts';
import { type LegSetup, SUGGESTED } from '../../engine/event.ts';
import { fax } from '../../message/fax/fax.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { loadLanguage } from '../data-files.ts';
import type { MessageOptions } from '../message/options.ts';
import { groundOf, type Making } from '../session/ground.ts';
import type { FaxFile } from './document.ts';

/** How the session of a fax is made, besides what its options say. */
export interface FaxMaking extends Making {
  readonly file: FaxFile;
  /** Origin of the document's URL. */
  readonly mediaAt: string;
}

/** Puts the session of a fax together. */
export function composeFax(options: MessageOptions, parsed: ParsedTarget, making: FaxMaking): Session {
  const { file, mediaAt } = making;
  const { leg: ground, setup, ports } = groundOf(options, parsed, making, fax(loadLanguage()), false);
  const leg: LegSetup = {
    product: 'fax',
    ...ground,
    from: options.from,
    to: options.to,
    direction: 'inbound',
    statusCallbackEvents: [],
    choices: SUGGESTED,
    outcome: null,
    recordingsAt: 'https://api.twilio.com',
    fax: {
      document: documentOf(file),
      // Machines are set up with their own number more often than not.
      remoteStationId: options.from,
      failure: options.faxError ?? null,
      mediaAt,
    },
  };
  const notices = [...setup.notices, ...file.notices];
  return new Session({ ...setup, leg, notices, stopOnEntry: false }, { ...ports, casting: () => () => [] });
}

/** A file without what is in it: the state has no room for that. */
function documentOf({ bytes: _bytes, notices: _notices, ...document }: FaxFile) {
  return document;
}
