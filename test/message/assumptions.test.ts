import { describe, expect, it } from 'vitest';
import { twimlPage } from '../../scripts/docs/twiml-page.ts';
import { sessionAssumptions } from '../../src/message/assumptions.ts';
import { attachedFile } from '../support/attached-file.ts';
import { LANGUAGE } from '../support/memory-call.ts';
import { converse } from '../support/memory-message.ts';

/** What the documentation says, its tables written as sentences. */
const PAGE = twimlPage().replaceAll('approximated: ', '');

describe('what is only approximated', () => {
  it('is known of every element and attribute of messaging: none is ignored', () => {
    for (const element of Object.values(LANGUAGE.schema.elements('messaging'))) {
      expect(element.simulated, element.tag).toBeDefined();
      for (const [name, { simulated }] of Object.entries(element.attributes))
        expect(simulated, `${element.tag} ${name}`).toBeDefined();
    }
  });

  it('is told at the end in the words of the documentation, each thing once', async () => {
    const { end } = await converse({
      app: {
        '/sms':
          '<Message from="ACME" to="5551110000">a<Body>b</Body><Media>/a.png</Media></Message><Redirect>/more</Redirect>',
        '/more': '<Message statusCallback="/s">c</Message><Message action="/action">d</Message>',
        '/action': '<Sms action="/s">e</Sms>',
        '/s': '',
        '/a.png': attachedFile('image/png'),
      },
      says: ['hi', 'STOP', 'hi'],
    });
    expect(end.notSimulated.map((said) => said.split(': ')[0])).toEqual([
      'Message from',
      'Message to',
      'Body',
      'Media',
      'Redirect',
      'Message statusCallback',
      'Message action',
      'Sms action',
      'STOP',
      'STOP, START and HELP',
    ]);
    for (const said of end.notSimulated) expect(PAGE).toContain(said.slice(said.indexOf(': ') + 2));
  });

  it('is nothing when nothing is taken for granted', async () => {
    const { end } = await converse({ app: { '/sms': '<Message>a</Message>' }, says: ['hi'] });
    expect(end.notSimulated).toEqual([]);
  });

  it('of a conversation as a whole is in the documentation', () => {
    expect(sessionAssumptions().length).toBeGreaterThan(5);
    for (const { of, how } of sessionAssumptions()) expect(PAGE).toContain(`- **${of}**: ${how}.`);
  });
});
