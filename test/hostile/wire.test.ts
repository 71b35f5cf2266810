import { describe, it } from 'vitest';
import { expectCase } from './hostile-case.ts';
import { WIRE } from './themes.ts';

describe.each(Object.entries(WIRE))('a hostile server: %s', (_theme, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))('%s', (_title, one) => expectCase(one));
});
