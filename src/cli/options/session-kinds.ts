import type { SessionKind } from './option.ts';

/** Calls, wherever they are made. */
export const CALLS = ['call', 'run', 'demo'] as const satisfies readonly SessionKind[];

/** Conversations, and faxes, which are sent with the same command. */
export const MESSAGES_AND_FAXES = ['message', 'fax'] as const satisfies readonly SessionKind[];

/** All but faxes. */
export const CALLS_AND_MESSAGES = [...CALLS, 'message'] as const satisfies readonly SessionKind[];

/** All kinds of sessions. */
export const EVERY_SESSION = [...CALLS, ...MESSAGES_AND_FAXES] as const satisfies readonly SessionKind[];
