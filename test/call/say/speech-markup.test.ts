import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const say = (text: string, attributes = 'voice="Polly.Amy"') =>
  placeCall({ app: { '/voice': `<Say ${attributes}>${text}</Say>` } });

/** How long it was heard, in milliseconds. */
const ms = async (text: string, attributes?: string) => (await say(text, attributes)).end.at;

const PLAIN = 'Your order has been shipped today';

describe('SSML in Say (Twilio docs: Text-to-Speech, SSML)', () => {
  it.each([
    ['<break time="2s"/>', 2000],
    ['<break time="500ms"/>', 500],
    ['<break time="30s"/>', 10_000],
    ['<break strength="none"/>', 0],
    ['<break strength="strong"/>', 350],
    ['<break/>', 150],
  ])('%s is %d ms of silence', async (tag, silence) => {
    const parts = (await ms('Your order')) + (await ms('has been shipped today'));
    expect(await ms(`Your order ${tag} has been shipped today`)).toBe(
      silence === 0 ? parts : parts + silence,
    );
  });

  it.each([
    ['x-fast', 1.5],
    ['slow', 0.75],
    ['50%', 0.5],
    ['200%', 2],
    ['900%', 2],
    ['medium', 1],
  ])('prosody rate %s speaks %d times as fast', async (rate, speed) => {
    const rated = await ms(`<prosody rate="${rate}">${PLAIN}</prosody>`);
    expect(rated).toBe(Math.round((await ms(PLAIN)) / speed));
  });

  it('a generative voice keeps its speed', async () => {
    const generative = 'voice="Polly.Joanna-Generative"';
    expect(await ms(`<prosody rate="50%">${PLAIN}</prosody>`, generative)).toBe(await ms(PLAIN));
  });

  it('spelling takes longer than reading', async () => {
    const spelled = '<say-as interpret-as="spell-out">hello</say-as>';
    expect(await ms(`The word ${spelled} again`)).toBe(await ms('The word h, e, l, l, o again'));
  });

  it('sub speaks its alias', async () => {
    const call = await say('<sub alias="World Wide Web Consortium">W3C</sub>');
    expect(call.heard).toEqual(['World Wide Web Consortium']);
    expect(call.end.at).toBe(await ms('World Wide Web Consortium'));
  });

  it('what is heard is the text: tags dropped, white space collapsed', async () => {
    const call = await say('Your <emphasis>order</emphasis>\n  <break time="1s"/>has <s>been shipped</s>');
    expect(call.heard).toEqual(['Your order has been shipped']);
  });

  it.each(['', 'voice="man"', 'voice="alice"'])(
    'a basic voice (%s) ignores the tags, speaks the text, and warns',
    async (attributes) => {
      const text = 'The <sub alias="World Wide Web Consortium">W3C</sub> <break time="5s"/>says';
      const call = await say(text, attributes);
      expect(call.heard).toEqual(['The W3C says']);
      expect(call.end.at).toBe(await ms('The W3C says'));
      expect(call.of('diagnostic').filter(({ rule }) => rule === 'ssml-ignored')).toMatchObject([
        { level: 'warning', line: 3 },
      ]);
    },
  );

  it('is warned about once, however often the document comes', async () => {
    let visits = 0;
    const app = { '/voice': () => `<Say>a<break/>b</Say>${visits++ < 3 ? '<Redirect/>' : ''}` };
    const call = await placeCall({ app });
    expect(call.of('diagnostic')).toHaveLength(1);
  });

  it('amazon:effect is accepted in Polly voices', async () => {
    const call = await say('I <amazon:effect name="whispered">whisper</amazon:effect>');
    expect(call.heard).toEqual(['I whisper']);
  });
});
