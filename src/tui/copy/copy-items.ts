import type { HopSummary } from '../../debug/public-event.ts';
import type { HopRef } from '../../debug/views/exchange/exchange-rows.ts';
import { curlCommand } from '../../recording/export/curl.ts';
import type { KeyName } from '../input/key.ts';
import { selectedHop } from '../panes/http-pane.ts';
import type { Scene } from '../scene/scene.ts';
import { plainView } from './plain-view.ts';

/** Something that can be copied. */
export interface CopyItem {
  /** In the menu. */
  readonly key: KeyName;
  /** At the prompt, after `copy`. */
  readonly word: string;
  readonly help: string;
  /** What was copied, in the words of whoever says so. */
  readonly what: string;
  /** The text, or the reason why there is none. */
  of(scene: Scene): Copied | NotCopied;
}

interface Copied {
  readonly ok: true;
  readonly text: string;
}

interface NotCopied {
  readonly ok: false;
  readonly reason: string;
}

/** What can be copied, in the order of the menu. All but the last are about the selected exchange, else the newest. */
export const COPY_ITEMS: readonly CopyItem[] = [
  {
    key: 'c',
    word: 'curl',
    help: 'the request as a curl command',
    what: 'the curl command',
    of: (scene) => ofHop(scene, (hop) => copied(curlCommand(hop))),
  },
  {
    key: 's',
    word: 'signed',
    help: 'the curl command, signed with $TWILIO_AUTH_TOKEN',
    what: 'the signed curl command',
    of: (scene) =>
      ofHop(scene, (hop) =>
        hop.signed ? copied(curlCommand(hop, { signed: true })) : refused('it was not signed'),
      ),
  },
  {
    key: 'u',
    word: 'url',
    help: 'the requested URL, with its query',
    what: 'the URL',
    of: (scene) => {
      const ref = refOf(scene);
      if (!ref) return refused(NO_REQUEST);
      return copied(ref.kind === 'waiting' ? ref.url : (hopOf(ref)?.url ?? ref.exchange.url));
    },
  },
  {
    key: 'd',
    word: 'document',
    help: 'the body of the answer',
    what: 'the document',
    of: (scene) =>
      ofHop(scene, ({ responseBody }) =>
        responseBody ? copied(responseBody) : refused('its answer has no text'),
      ),
  },
  {
    key: 'v',
    word: 'view',
    help: 'the focused pane, without its border',
    what: 'the view',
    of: (scene) => copied(plainView(scene)),
  },
];

const NO_REQUEST = 'there is no request yet';

/** The selected request in short: what the menu is about. */
export function copySubject(scene: Scene): string {
  const ref = refOf(scene);
  if (!ref) return NO_REQUEST;
  if (ref.kind === 'waiting') return `${ref.method} ${ref.url}, on the wire`;
  const { method, url, status } = hopOf(ref) ?? { ...ref.exchange, status: null };
  return `${method} ${url.split('?', 1)[0]}, ${status ?? 'no answer'}`;
}

function ofHop(scene: Scene, make: (hop: HopSummary) => Copied | NotCopied): Copied | NotCopied {
  const ref = refOf(scene);
  if (!ref) return refused(NO_REQUEST);
  if (ref.kind === 'waiting') return refused('it is still on the wire');
  const hop = hopOf(ref);
  return hop ? make(hop) : refused('nothing was sent');
}

function refOf({ target, view }: Scene): HopRef | null {
  return target && selectedHop(target, view);
}

function hopOf(ref: Extract<HopRef, { kind: 'done' }>): HopSummary | undefined {
  return ref.exchange.hops[ref.hop];
}

function copied(text: string): Copied {
  return { ok: true, text };
}

function refused(reason: string): NotCopied {
  return { ok: false, reason };
}
