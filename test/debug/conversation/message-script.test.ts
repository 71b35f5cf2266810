import { describe, expect, it } from 'vitest';
import { parseDeliveryPlan } from '../../../src/debug/conversation/message-delivery.ts';
import { parseMessageScript, plainMessage } from '../../../src/debug/conversation/message-script.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

function messages(text: string) {
  return acceptedValue(parseMessageScript(text));
}

describe('a message script', () => {
  it('sends texts one after the other, and waits between them', () => {
    expect(messages('# hello\nsend "hi"; wait 4h; wait 500ms\nsend "a; \\"b\\"\\n"')).toEqual([
      plainMessage('hi'),
      { ...plainMessage('a; "b"\n'), afterMs: 4 * 3_600_000 + 500 },
    ]);
  });

  it('lets files go with the next text, or by themselves', () => {
    expect(
      messages('attach a.png; attach "b c.png"; send "look"; attach d.png; wait 1s; attach e.png'),
    ).toEqual([
      { ...plainMessage('look'), attachments: ['a.png', 'b c.png'] },
      { ...plainMessage(''), attachments: ['d.png'] },
      { ...plainMessage(''), attachments: ['e.png'], afterMs: 1000 },
    ]);
  });

  it('presses buttons, shares places, replies, and writes from other numbers', () => {
    expect(
      messages(
        'button "Yes"; button "No" no-1; location 37.78,-122.39 "Home"; from +15550001111; reply "ok"',
      ),
    ).toMatchObject([
      { body: 'Yes', button: { text: 'Yes', payload: 'Yes' } },
      { body: 'No', button: { text: 'No', payload: 'no-1' } },
      { body: '', location: { latitude: '37.78', longitude: '-122.39', label: 'Home' } },
      { body: 'ok', isReply: true, from: '+15550001111' },
    ]);
  });

  it.each([
    ['send hi', '"send hi" needs its text in quotes'],
    ['wait soon', '"wait soon" needs a time'],
    ['location here', 'needs a latitude and a longitude'],
    ['location 999,999', '"location 999,999" is not a place on earth: latitudes go from -90 to 90'],
    ['location 90.1,0 "Home"', 'is not a place on earth'],
    ['location 0,-180.5', 'longitudes from -180 to 180'],
    ['attach', 'needs the name of a file'],
    ['send "a"\nfoo', '"foo" is not an action of a message script (line 2)'],
    ['wait 3s', 'the script sends nothing'],
  ])('%j is refused: %s', (text, message) => {
    expect(refusalOf(parseMessageScript(text))).toContain(message);
  });
});

describe('a place', () => {
  it('may be at the end of the world', () => {
    expect(messages('location -90,180; location 90.0,-180.0')).toHaveLength(2);
  });
});

describe('outcomes of messages', () => {
  it('are read in turn and by number', () => {
    expect(
      acceptedValue(parseDeliveryPlan('delivered; failed 30007; +15551230001=undelivered; read')),
    ).toEqual({
      deliveries: [
        { status: 'delivered', error: null },
        { status: 'failed', error: 30007 },
        { status: 'read', error: null },
      ],
      deliveriesTo: { '+15551230001': { status: 'undelivered', error: 30008 } },
    });
    expect(refusalOf(parseDeliveryPlan('lost'))).toContain('is not an outcome of a message; write');
    expect(refusalOf(parseDeliveryPlan('delivered 30003'))).toContain('is not an outcome');
  });
});
