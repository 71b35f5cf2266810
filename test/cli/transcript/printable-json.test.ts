import { expect, it } from 'vitest';
import { jsonLine, printableJson } from '../../../src/cli/transcript/printable-json.ts';

const HOSTILE = 'a\u202Eb\u2066\u2028\u009B\u200B\u{E0061}\uD800"\n';

it('writes what a terminal would obey or not show as \\uXXXX (RFC 8259, section 7)', () => {
  const line = jsonLine({ text: HOSTILE });
  expect(line).toBe('{"text":"a\\u202eb\\u2066\\u2028\\u009b\\u200b\\udb40\\udc61\\ud800\\"\\n"}');
  expect(JSON.parse(line)).toEqual({ text: HOSTILE });
});

it('lays out documents with real line breaks', () => {
  expect(printableJson({ a: ['\u2029'] }, 2)).toBe('{\n  "a": [\n    "\\u2029"\n  ]\n}');
});
