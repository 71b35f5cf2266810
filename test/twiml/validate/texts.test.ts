import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
12200 warning default | <Hangup>⟦now⟧</Hangup> | <Hangup> takes no text; it is ignored | -
12200 warning default | <Gather> ⟦Press 1⟧ <Say>a</Say></Gather> | <Gather> takes no text; it is ignored | put what is to be said into <Say>
12200 warning default | ⟦Hello⟧<Say>a</Say> | <Response> takes no text; it is ignored | put the text into <Say>
12200 warning default | <Connect>⟦<![CDATA[a]]>⟧<Room>r</Room></Connect> | <Connect> takes no text; it is ignored | -
13520 warning default | ⟦<Say/>⟧ | <Say> is empty; nothing is spoken | put the text between <Say> and </Say>
13520 warning default | ⟦<Say>⟧ <break/> </Say> | <Say> is empty; nothing is spoken | put the text between <Say> and </Say>
nothing-to-play warning none | ⟦<Play/>⟧ | <Play> has neither a URL nor digits; nothing is played | put the URL of an audio file between <Play> and </Play>
13223 warning default | ⟦<Dial/>⟧ | <Dial> is empty; nobody is called | it needs a phone number or a noun
13223 warning default | ⟦<Dial>⟧ </Dial> | <Dial> is empty; nobody is called | it needs a phone number or a noun
13223 warning default | <Dial>⟦<Number/>⟧</Dial> | <Number> is empty; it does nothing | it needs a phone number
12200 warning default | <Dial>⟦<Client/>⟧</Dial> | <Client> is empty; it does nothing | it needs the identity of a client or an <Identity>
12200 warning default | <Dial>⟦<Client>⟧<Parameter name="a" value="b"/></Client></Dial> | <Client> is empty; it does nothing | it needs the identity of a client or an <Identity>
13243 warning default | <Dial>⟦<Sip/>⟧</Dial> | <Sip> is empty; it does nothing | it needs a SIP URI or a <Uri>
13237 warning skip | <Dial>⟦<Conference/>⟧</Dial> | <Conference> is empty; it is skipped | it needs the name of a conference
14212 error skip | <Dial>⟦<Queue/>⟧</Dial> | <Queue> is empty; it is skipped | it needs the name of a queue
12200 warning default | <Dial>⟦<Application/>⟧</Dial> | <Application> is empty; it does nothing | it needs a SID or an <ApplicationSid>
14204 error skip | ⟦<Enqueue/>⟧ | <Enqueue> is empty; it is skipped | it needs the name of a queue or a workflowSid
14221 error skip | <Enqueue workflowSid="WW1">⟦<Task/>⟧</Enqueue> | <Task> holds nothing; no task is created | write the attributes of the task as a JSON object, {} at least
14221 error skip | <Enqueue workflowSid="WW1"><Task>⟦{a:1}⟧</Task></Enqueue> | <Task> holds a text that is not JSON; no task is created | write the attributes of the task as a JSON object, {} at least
14221 error skip | <Enqueue workflowSid="WW1"><Task>⟦[1]⟧</Task></Enqueue> | <Task> holds a text that is not JSON; no task is created | write the attributes of the task as a JSON object, {} at least
12200 warning default | <Connect>⟦<Room/>⟧</Connect> | <Room> is empty; it does nothing | it needs the name of a room
13223 warning default | <Dial>⟦bob⟧</Dial> | <Dial> cannot dial "bob": it is not a phone number; Twilio takes letters for keys, dials 262, and fails | write it in E.164, like +15551230001
13223 warning default | <Dial>⟦client:bob⟧</Dial> | <Dial> cannot dial "client:bob": it is not a phone number; Twilio takes letters for keys, dials 254368262, and fails | use <Client> inside <Dial>, without client:
13223 warning default | <Dial>⟦sip:bob@a.test⟧</Dial> | <Dial> cannot dial "sip:bob@a.test": it is not a phone number; Twilio takes letters for keys, dials 74726228378, and fails | use <Sip> inside <Dial>
letters-in-number info none | <Dial>⟦1-800-FLOWERS⟧</Dial> | <Dial>: letters are keys of the keypad, so that Twilio dials +18003569377 | write digits if the letters are not meant as such
13223 warning default | <Dial><Number>⟦+1 555 123 0001 ext. 22⟧</Number></Dial> | <Number> cannot dial "+1 555 123 0001 ext. 22": it is not a phone number; Twilio takes letters for keys, dials 1555123000139822, and fails | dial an extension with <Number sendDigits="wwww22">
13223 warning default | <Dial><Number>⟦+1555123000112345⟧</Number></Dial> | <Number> cannot dial "+1555123000112345": it is not a phone number | a phone number has at most 15 digits
placeholder warning none | <Dial>⟦{{number}}⟧</Dial> | <Dial> holds a placeholder, "{{number}}", that was not filled in | check what the webhook answers, not its template
13243 warning default | <Dial><Sip>⟦bob⟧</Sip></Dial> | <Sip> cannot dial "bob": it is not a SIP URI | write sip:user@host
`);

describe('a text that is wrong, missing, or out of place', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
