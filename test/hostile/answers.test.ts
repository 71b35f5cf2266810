import { describe, expect, it } from 'vitest';
import { expectCase } from './hostile-case.ts';
import { ANSWERS, WIRE } from './themes.ts';

describe.each(Object.entries(ANSWERS))('a hostile server: %s', (_theme, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))('%s', (_title, one) => expectCase(one));
});

it('there are more than 60 cases, each with a title of its own', () => {
  const titles = [WIRE, ANSWERS].flatMap((themes) => Object.values(themes).flat()).map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(60);
  expect(new Set(titles).size).toBe(titles.length);
});
