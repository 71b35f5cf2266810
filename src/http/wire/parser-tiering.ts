import { setFlagsFromString } from 'node:v8';

/**
 * V8 gives a WebAssembly function to its optimizing compiler after so much work, in bytes that were executed. undici
 * parses HTTP in one large function, which reaches V8's own 13 million with the third answer: the compiler then
 * takes a sixth of a whole run with a few requests. Who sends hundreds gets the fast parser all the same.
 */
const WORK_BEFORE_OPTIMIZING = 1_000_000_000;

setFlagsFromString(`--wasm-tiering-budget=${WORK_BEFORE_OPTIMIZING}`);
