import { expect, it } from 'vitest';
import { errorPageOf } from '../../../src/http/help/error-page.ts';
import { PAGES } from './pages.ts';

it.each(PAGES)(
  '$framework, $what: its title and its telling line',
  ({ body, headers = [], framework, title, line }) => {
    expect(errorPageOf(body, headers)).toEqual({ framework, title, line });
  },
);

it.each([
  ['a text', 'Forbidden'],
  ['JSON', '{"error":"invalid signature"}'],
  [
    'a page of the app itself',
    '<html><head><title>Oops</title></head><body><h1>Something broke</h1></body></html>',
  ],
  ['TwiML', '<?xml version="1.0"?><Response><Say>Error</Say></Response>'],
])('%s is no page of a framework', (_what, body) => {
  expect(errorPageOf(body, [])).toBeNull();
});
