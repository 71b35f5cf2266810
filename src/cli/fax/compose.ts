import { Session } from '../../debug/session/session.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import { fax } from '../../message/fax/fax.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { loadLanguage } from '../language.ts';
import type { FaxOptions } from '../options/session-options.ts';
import { groundOf, type Making } from '../session/ground.ts';
import { nobody } from '../session/nobody.ts';
import type { FaxFile } from './document.ts';

/** How the session of a fax is made, besides what its options say. */
export interface FaxMaking extends Making {
  readonly file: FaxFile;
  /** Origin of the document's URL. */
  readonly mediaAt: string;
}

/** Puts the session of a fax together. */
export function composeFax(options: FaxOptions, parsed: ParsedTarget, making: FaxMaking): Session {
  const { file, mediaAt } = making;
  const ground = groundOf(options, parsed, { ...making, product: fax(loadLanguage()), holds: false });
  const leg: LegSetup = {
    product: 'fax',
    direction: 'inbound',
    ...ground.leg,
    from: options.from,
    to: options.to,
    fax: {
      document: documentOf(file),
      // Machines are set up with their own number more often than not.
      remoteStationId: options.from,
      failure: options.faxError ?? null,
      mediaAt,
    },
  };
  const notices = [...ground.setup.notices, ...file.notices];
  return new Session(
    { ...ground.setup, leg, notices, stopOnEntry: false },
    { ...ground.ports, casting: nobody },
  );
}

/** A file without what is in it: the state has no room for that. */
function documentOf({ bytes: _bytes, notices: _notices, ...document }: FaxFile) {
  return document;
}
