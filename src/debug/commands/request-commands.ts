import { nearestName } from '../../errors/nearest.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { FAULT_FORMS, parseFault } from '../wire/fault.ts';
import type { SignatureMode } from '../wire/sender.ts';
import type { Tampering } from '../wire/tampering.ts';
import { alive, live, onLive } from './availability.ts';
import type { Command, Suggestion } from './command.ts';

/** What can be done to the requests of a call: have them fail, spoil their signature, edit cookies and cache. */
export const REQUEST_COMMANDS: readonly Command[] = [
  {
    id: 'fault.set',
    group: 'requests',
    title: 'fault',
    help: 'Spoil the next exchange, or named ones: slow 5s, refused at 3, status 500 url:/path',
    words: 'fault',
    argument: { form: 'WHAT', optional: false, suggestions: faults },
    unavailable: live,
    run: (target, written = '') => {
      const fault = parseFault(written, 'next');
      return typeof fault === 'string' ? fault : spoiled(target, (wire) => wire.spoil(fault));
    },
  },
  {
    id: 'fault.off',
    group: 'requests',
    title: 'no faults',
    help: 'Stop spoiling exchanges',
    words: 'fault off',
    unavailable: (target) =>
      live(target) ?? ((target.live?.tampering.faults.length ?? 0) > 0 ? null : 'no fault is in force'),
    run: (target) => spoiled(target, (wire) => wire.spoilNothing()),
  },
  {
    id: 'signature.set',
    group: 'requests',
    title: 'signature',
    help: 'Sign all further requests as valid, wrong (with another token) or missing',
    words: 'signature',
    argument: { form: 'MODE', optional: false, suggestions: () => MODES },
    unavailable: live,
    run: sign,
  },
  {
    id: 'cookie.set',
    group: 'requests',
    title: 'set cookie',
    help: 'Set a cookie as an answer would: NAME=VALUE; Path=/; Max-Age=60',
    words: 'cookie set',
    argument: { form: 'COOKIE', optional: false },
    unavailable: alive,
    run: (target, header = '') => {
      const url = settingUrl(target);
      if (url === null) return 'there is no URL that could set a cookie: this TwiML came without one';
      return onLive(target, (session) => session.edit({ type: 'set-cookie', header, url }));
    },
  },
  {
    id: 'cookie.delete',
    group: 'requests',
    title: 'no cookie',
    help: 'Delete a cookie of the call',
    words: 'cookie delete',
    argument: {
      form: 'NAME',
      optional: false,
      suggestions: ({ leg }) =>
        (leg?.jar ?? []).map(({ name, domain, path }) => ({ text: name, help: `${domain}${path}` })),
    },
    unavailable: alive,
    run: (target, name = '') => onLive(target, (session) => session.edit({ type: 'delete-cookie', name })),
  },
  {
    id: 'cookie.clear',
    group: 'requests',
    title: 'no cookies',
    help: 'Delete all cookies of the call',
    words: 'cookies clear',
    unavailable: alive,
    run: (target) => onLive(target, (session) => session.edit({ type: 'clear-cookies' })),
  },
  {
    id: 'cache.clear',
    group: 'requests',
    title: 'no cache',
    help: 'Remove one URL from the cache, or everything',
    words: 'cache clear',
    argument: {
      form: 'URL',
      optional: true,
      suggestions: ({ board }) => Object.keys(board?.cache ?? {}).map((url) => ({ text: url, help: '' })),
    },
    unavailable: alive,
    run: (target, url = '') =>
      onLive(target, (session) => session.edit({ type: 'clear-cache', url: url === '' ? null : url })),
  },
];

const MODES: readonly (Suggestion & { readonly text: SignatureMode })[] = [
  { text: 'valid', help: 'with the right token' },
  { text: 'wrong', help: 'with a token that the app does not expect' },
  { text: 'missing', help: 'without X-Twilio-Signature' },
];

function sign(target: Debuggable, written = ''): string | null {
  const mode = MODES.find(({ text }) => text === written);
  if (mode) return spoiled(target, (wire) => wire.signWith(mode.text));
  const near = nearestName(
    written,
    MODES.map(({ text }) => text),
  );
  return `"${written}"${near === null ? ':' : `: did you mean ${near}?`} write valid, wrong or missing`;
}

/** First what goes wrong; once that is written, where. */
function faults({ journal, position }: Debuggable, typed: string): readonly Suggestion[] {
  const [kind = '', value = ''] = typed.split(/\s+/);
  const what = kind === 'slow' || kind === 'status' ? `${kind} ${value}` : kind;
  if (typeof parseFault(what, 'next') === 'string') {
    return FAULT_FORMS.map(([text, help]) => ({ text, help }));
  }
  const paths = journal
    .exchanges(position)
    .flatMap(({ event }) => (event.type === 'exchange' ? [URL.parse(event.url)?.pathname ?? '/'] : []));
  return [
    { text: what, help: 'the next exchange' },
    { text: `${what} always`, help: 'every exchange' },
    ...[...new Set(paths)].map((path) => ({
      text: `${what} url:${path}`,
      help: 'every request to that path',
    })),
  ];
}

/** Where the call's conversation is: a status callback and a file are no part of it. */
function settingUrl({ journal, position, leg }: Debuggable): string | null {
  for (const { event } of journal.exchanges(position).toReversed()) {
    if (event.type !== 'exchange' || event.purpose === 'status-callback' || event.purpose === 'media')
      continue;
    return event.hops.at(-1)?.url ?? event.url;
  }
  const target = leg?.setup.target;
  return target?.kind === 'url' ? target.url : (target?.baseUrl ?? null);
}

/** Changes what goes wrong on the wire. */
function spoiled(target: Debuggable, change: (wire: Tampering) => void): string | null {
  return onLive(target, ({ tampering }) => {
    change(tampering);
    return null;
  });
}
