import { expect, it } from 'vitest';
import type { LegSetup } from '../../src/engine/placed/leg-setup.ts';
import { currentSetup } from '../../src/recording/earlier-setups.ts';

it.each([
  ['call', 'voice'],
  ['message', 'messaging'],
  ['fax', 'fax'],
  ['voice', 'voice'],
])('a leg that was recorded as "%s" is one of %s', (earlier, product) => {
  const leg = { product: earlier, from: '+15551230001' } as unknown as LegSetup;
  expect(currentSetup(leg)).toEqual({ product, from: '+15551230001' });
});
