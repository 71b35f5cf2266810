import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskedLogins } from '../../../src/http/url/masked-logins.ts';

it.each([
  ['https://ann:s3cret@app.test/x', 'https://ann:******@app.test/x'],
  ['<Play>http://:p@h/a.mp3</Play>', '<Play>http://:*@h/a.mp3</Play>'],
  ['{"action":"wss://u:p:q@h/"}', '{"action":"wss://u:***@h/"}'],
  ['two http://a:b@c http://d:ee@f', 'two http://a:*@c http://d:**@f'],
])('a password is masked, everything keeps its place (RFC 3986 section 3.2.1): %s', (text, masked) => {
  expect(maskedLogins(text)).toBe(masked);
});

it.each([
  'http://host:3000/a@b',
  'http://host:3000/?to=a@b.test',
  'https://ann@app.test/',
  'sip:bob@example.test:5060',
  'http://a:80\nme@b.test',
  '{"text":"http://a:80\\nme@b.test"}',
])('what is no password stays: %s', (text) => {
  expect(maskedLogins(text)).toBe(text);
});

it('never changes the length of a text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const text = `${a}http://u:p${b}@h`;
      expect(maskedLogins(text)).toHaveLength(text.length);
    }),
  );
});
