import { attacks } from './cases/attacks.ts';
import { authentication } from './cases/authentication.ts';
import { bodies } from './cases/bodies.ts';
import { cache } from './cases/cache.ts';
import { callbacks } from './cases/callbacks.ts';
import { connection } from './cases/connection.ts';
import { content } from './cases/content.ts';
import { cookies } from './cases/cookies.ts';
import { fallback } from './cases/fallback.ts';
import { headers } from './cases/headers.ts';
import { media } from './cases/media.ts';
import { redirects } from './cases/redirects.ts';
import { timing } from './cases/timing.ts';
import { tls } from './cases/tls.ts';
import type { HostileCase } from './hostile-case.ts';

/** Cases by what they are about. */
export type Themes = Readonly<Record<string, readonly HostileCase[]>>;

/** What goes wrong before an answer is there. */
export const WIRE: Themes = { connection, tls, timing, headers, bodies, attacks };

/** What is wrong with answers. */
export const ANSWERS: Themes = {
  redirects,
  cookies,
  cache,
  content,
  media,
  callbacks,
  fallback,
  authentication,
};
