import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LegSetup, Target } from '../../engine/placed/leg-setup.ts';
import type { PublicUrl } from '../../http/url/public-url.ts';
import { documentText } from '../arguments/document-text.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** The file that a recorded call was made of is gone. */
export class TargetGoneError extends Error {
  readonly code = 'gone';

  constructor(target: Target | null) {
    super(`the TwiML file of the recording is gone: ${target?.kind === 'source' ? target.name : ''}`);
    this.name = 'TargetGoneError';
  }
}

/** Where a recorded application is asked today. */
export interface Whereabouts {
  /** A recorded URL as it is today. */
  readonly toToday: (url: string) => string;
  readonly routes: readonly PublicUrl[];
  /** Where a connection is made first; `null` for TwiML that nobody is asked for. */
  readonly asked: string | null;
}

/**
 * Puts another origin in place of the recorded target's, and another path where the URL has one. An application behind a
 * public origin keeps that: what it leads to is another.
 */
export function whereabouts(leg: LegSetup, recorded: readonly PublicUrl[], given: URL | null): Whereabouts {
  const url = leg.target?.kind === 'url' ? leg.target.url : null;
  const target = url === null ? null : URL.parse(url);
  if (target === null || url === null) return { toToday: (same) => same, routes: recorded, asked: null };
  const route = recorded.find(({ origin }) => origin === target.origin);
  if (given === null) return { toToday: (same) => same, routes: recorded, asked: route?.local ?? url };
  const origin = route ? target.origin : given.origin;
  const path = given.pathname === '/' && given.search === '' ? null : `${given.pathname}${given.search}`;
  return {
    toToday(other) {
      const parsed = URL.parse(other);
      if (parsed?.origin !== target.origin) return other;
      const isTarget = path !== null && parsed.pathname === target.pathname;
      return `${origin}${isTarget ? path : `${parsed.pathname}${parsed.search}`}`;
    },
    routes: recorded.map((one) => (one === route ? { ...one, local: given.origin } : one)),
    asked: given.origin,
  };
}

/** A leg whose TwiML came from a file has what is in the file today; a file that is gone is `null`. */
export function withFileOfToday(leg: LegSetup, cwd: string): LegSetup | null {
  const { target } = leg;
  if (target?.kind !== 'source' || target.name === '-') return leg;
  try {
    const { text, wrong } = documentText(readFileSync(resolve(cwd, target.name)));
    const { wrong: _before, ...known } = target;
    return { ...leg, target: { ...known, source: text, ...(wrong && { wrong }) } };
  } catch {
    return null;
  }
}

/** Reads `--target`. */
export function targetUrl(text: string | undefined): URL | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--target: write an http or https URL such as http://127.0.0.1:3000, not "${text}"`);
  return url;
}
