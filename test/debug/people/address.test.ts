import { describe, expect, it } from 'vitest';
import { wrongAddress } from '../../../src/debug/people/address.ts';

describe('the address of a phone', () => {
  it.each([
    '+15551230001',
    '15551230001',
    '12345',
    'anonymous',
    'Restricted',
    '+266696687',
    'My Shop',
    'Müller_2',
    'client:jane.doe',
    'sip:alice@example.com;transport=tls?x-a=b',
    'sips:+15551230001@example.com',
    'whatsapp:+15551230001',
    'messenger:1234567890',
    'rcs:brand_agent',
    'sim:DE0123456789abcdef0123456789abcdef',
  ])('may be %s', (text) => {
    expect(wrongAddress(text)).toBeNull();
  });

  it.each([
    ['', 'it is empty'],
    [' \t', 'it is empty'],
    ['+1555\u001b[31m', 'it contains control characters'],
    ['Shop\u0085', 'it contains control characters'],
    ['+1 555 123 0001', 'it contains white space'],
    [' +15551230001', 'it contains white space'],
    ['My  Shop', 'it contains white space'],
    ['client:jane doe', 'it contains white space'],
    ['+', 'behind + stand the digits of a number, at most 15'],
    ['+abc', 'behind + stand the digits of a number, at most 15'],
    ['+05551230001', 'behind + stand the digits of a number, at most 15'],
    ['+1234567890123456', 'behind + stand the digits of a number, at most 15'],
    ['whatsapp:+1-555', 'behind + stand the digits of a number, at most 15'],
    ['client:', 'nothing follows client:'],
  ])('%j is refused: %s', (text, why) => {
    expect(wrongAddress(text)).toBe(why);
  });
});
