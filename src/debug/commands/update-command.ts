import { readUpdate } from '../people/update-to.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { onLive } from './availability.ts';
import type { Suggestion } from './command.ts';
import { firstTarget, knownPaths, writtenUrl } from './written-url.ts';

/** Changes the live call: `hang up` ends it, a URL takes it to another document. */
export function update(target: Debuggable, written = ''): string | null {
  const wanted = readUpdate(written);
  if (!wanted.ok) return `${wanted.refusal}; write update URL, update /path or update hang up`;
  if (wanted.value === 'hang up')
    return onLive(target, (session) => session.act({ type: 'replaced', by: 'hang-up' }));
  const base = firstTarget(target);
  if (!base) return 'there is no call';
  const read = writtenUrl(wanted.value, base, target.board?.rules.publicUrls ?? []);
  if (!read.ok) return read.message;
  // The REST API's default (Twilio docs: Call resource, "Method").
  return onLive(target, (session) =>
    session.act({ type: 'replaced', by: { kind: 'url', url: read.url, method: 'POST' } }),
  );
}

/** What a live call can be updated to. */
export function updateForms(target: Debuggable): readonly Suggestion[] {
  return [
    { text: 'hang up', help: 'end the call' },
    ...knownPaths(target).map((path) => ({ text: path, help: 'fetch its next document from there' })),
  ];
}
