import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const statuses = (call: Awaited<ReturnType<typeof placeCall>>) => call.of('call').map(({ status }) => status);

const say = (text: string, attributes = 'voice="Polly.Amy"') =>
  placeCall({ app: { '/voice': `<Say ${attributes}>${text}</Say>` } });

describe('Say (Twilio docs: TwiML Voice: Say)', () => {
  it('answers the call, speaks the text without its SSML, and runs the next verb', async () => {
    const call = await placeCall({
      app: {
        '/voice':
          '<Say voice="Polly.Amy">Hello <emphasis>dear</emphasis>\n <sub alias="World Wide Web">WWW</sub> &amp; all<!-- no --></Say><Say>Bye</Say>',
      },
    });
    expect(call.heard).toEqual(['Hello dear World Wide Web & all', 'Bye']);
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  it('ignores comments and white space around verbs', async () => {
    const app = { '/voice': '<!-- a -->\n  <Say>\n one\n </Say> <!-- b -->\t<Say><!-- c -->two</Say>' };
    expect((await placeCall({ app })).heard).toEqual(['one', 'two']);
  });

  it('repeats with loop, and loop 0 is capped at 1000', async () => {
    expect((await placeCall({ app: { '/voice': '<Say loop="5">a</Say>' } })).heard).toHaveLength(5);
    expect((await placeCall({ app: { '/voice': '<Say loop="0">a</Say>' } })).heard).toHaveLength(1000);
  });

  it('warns about empty text (13520) and about a bad loop (13510), and goes on', async () => {
    const call = await placeCall({ app: { '/voice': '<Say> </Say><Say loop="-1">a</Say>' } });
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([13520, 13510]);
    expect(call.heard).toEqual(['a']);
  });

  it('takes the time that speech would', async () => {
    const short = await placeCall({ app: { '/voice': '<Say>Hi.</Say>' } });
    const long = await placeCall({ app: { '/voice': `<Say>${'One two three. '.repeat(20)}</Say>` } });
    expect(short.end.at).toBeGreaterThan(300);
    expect(long.end.at).toBeGreaterThan(10 * short.end.at);
  });

  it('an unknown voice is 13511, and the text is spoken', async () => {
    const call = await placeCall({ app: { '/voice': '<Say voice="bob">a</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13511, level: 'warning' }]);
    expect(call.heard).toEqual(['a']);
  });

  it('has no verbs inside: the text is spoken, and nothing is said of SSML', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>one <Pause/>two</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 12200 }]);
    expect(call.heard).toEqual(['one two']);
  });
});

describe('a text that is too long for its voice (Twilio error 13521)', () => {
  it.each([
    ['voice="man"', 'a', 4100, 4096],
    ['voice="Polly.Amy"', 'a', 3100, 3000],
    ['voice="Google.en-US-Standard-A"', 'a', 5100, 4500],
    ['voice="man"', 'ü', 1000, 750],
  ])('with %s is spoken up to the limit', async (attributes, character, length, limit) => {
    const call = await say(character.repeat(length), attributes);
    expect(call.of('diagnostic')).toMatchObject([{ code: 13521, level: 'warning' }]);
    expect(call.heard).toEqual([character.repeat(limit)]);
  });

  it('does not count the tags of a Polly voice, and cuts a marked text at the same place', async () => {
    const tags = '<break time="1s"/>'.repeat(10);
    const call = await say(`${tags}${'a'.repeat(2990)} ${'b'.repeat(100)}`);
    expect(call.heard[0]).toHaveLength(3000);
    const fits = await say(`${tags}${'a'.repeat(2990)}`);
    expect(fits.of('diagnostic')).toEqual([]);
  });

  it('never ends in half a character', async () => {
    const call = await say('😀'.repeat(600), 'voice="man"');
    expect(call.heard[0]?.isWellFormed()).toBe(true);
    expect(encodeURIComponent(call.heard[0] ?? '').length).toBeLessThanOrEqual(4500);
  });
});
