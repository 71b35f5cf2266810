/**
 * How far to go on. `next` runs one verb, with all that is nested in it; `into` goes to the next smaller thing: a nested
 * verb, a hop of an exchange, a document for a callee; `finish` runs the rest of the document; `continue` runs until
 * something stops it, and `until` to a line of the document or its end.
 */
export type Move = 'next' | 'into' | 'finish' | 'continue' | { readonly until: number };

/** The same backwards, over what has happened. */
export type BackMove = 'back' | 'back into' | 'back finish' | 'back continue';
