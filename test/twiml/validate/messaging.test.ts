import { describe, expect, it } from 'vitest';
import type { ProductName } from '../../../src/twiml/language/schema.ts';
import { compared, findingsIn, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
12200 warning skip | ⟦<message>⟧a</message> | <message> is not an element of TwiML; it is ignored | did you mean <Message>? Names are case-sensitive
12200 warning skip | ⟦<Say>⟧a</Say> | <Say> belongs to voice, not to messaging; it is ignored | was this document meant to answer a call? Twilio's error dictionary lists this as 14110; its logs show 12200
12200 warning skip | ⟦<Foobar/>⟧ | <Foobar> is not an element of TwiML; it is ignored | <Response> takes <Message>, <Redirect> or <Sms>
12200 warning skip | ⟦<Body>⟧a</Body> | <Body> may not stand inside <Response>; it is ignored | <Response> takes <Message>, <Redirect> or <Sms>; <Body> belongs into <Message>
12200 warning skip | ⟦<Receive/>⟧ | <Receive> belongs to fax, not to messaging; it is ignored | was this document meant to answer a fax? Twilio's error dictionary lists this as 14110; its logs show 12200
12200 warning skip | <Message>a⟦<Say>⟧b</Say></Message> | <Say> belongs to voice, not to messaging; it is ignored | was this document meant to answer a call?
14103 warning skip | ⟦<Message/>⟧ | <Message> has neither text nor media; nothing is sent | it needs a text, a <Body> or a <Media>
14103 warning skip | ⟦<Message>⟧<Body/></Message> | <Message> has neither text nor media; nothing is sent | it needs a text, a <Body> or a <Media>
text-and-body info none | ⟦<Message>⟧a<Body>b</Body></Message> | <Message> has text beside <Body>, which is not documented; both are sent, in document order | put all of it into <Body>
14101 warning skip | <Message to="⟦bob⟧">a</Message> | Message: invalid to value "bob"; the <Message> is skipped | write a phone number in E.164, like +15551230001, or an address such as whatsapp:+15551230001
14102 warning skip | <Message from="⟦My Company Ltd⟧">a</Message> | Message: invalid from value "My Company Ltd"; the <Message> is skipped | write a number of yours, or a sender ID of 1 to 11 letters, digits and spaces
14104 warning default | <Message method="⟦x⟧" action="/a">a</Message> | Message: invalid method value "x"; the default is used (POST) | write GET or POST
14105 warning default | <Message action="/a" statusCallback="⟦x:y⟧">a</Message> | Message: statusCallback "x:y" has the scheme x; nothing is requested | write http:// or https://
status-callback-alone info none | <Message ⟦statusCallback⟧="/s">a</Message> | Message: statusCallback alone may report nothing for an SMS | set action to the same URL
two-callbacks info none | <Message action="/a" statusCallback="⟦/s⟧">a</Message> | Message: what action and statusCallback do with different URLs is not documented | set both to the same URL
11100 error fail | <Message action="⟦x:y⟧">a</Message> | Message: action "x:y" has the scheme x; the request fails | write http:// or https://
21620 error skip | <Message><Media>⟦file:///a.png⟧</Media></Message> | <Media> holds "file:///a.png", which has the scheme file; nothing is sent | write http:// or https://
21620 error skip | <Message>⟦<Media/>⟧</Message> | <Media> is empty; nothing is sent | it needs a URL
12200 warning default | ⟦Hello⟧<Message>a</Message> | <Response> takes no text; it is ignored | put the text into <Message>
deprecated warning none | ⟦<Sms>⟧a</Sms> | <Sms> is deprecated | use <Message>
unreachable warning none | <Message action="/a">a</Message>⟦<Message>⟧b</Message> | <Message> is unreachable: a <Message> with an action goes on with the document that the action answers (line 1) | remove it, or move it before the <Message>
unreachable warning none | <Redirect>/a</Redirect>⟦<Message>⟧b</Message> | <Message> is unreachable: nothing runs after a <Redirect> (line 1) | remove it, or move it before the <Redirect>
13710 warning default | <Redirect method="⟦x⟧">/a</Redirect> | Redirect: invalid method value "x"; the default is used (POST) | write GET or POST
11100 error fail | <Redirect>⟦x:y⟧</Redirect> | <Redirect> holds "x:y", which has the scheme x; the document fails here | write http:// or https://
`);

describe('a messaging document', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'messaging');
    expect(found).toEqual(expected);
  });
});

describe("the words of Twilio's own parser about an element that may not stand where it does", () => {
  it.each<[ProductName, string, string]>([
    [
      'messaging',
      '<Say>a</Say>',
      "cvc-complex-type.2.4.a: Invalid content was found starting with element 'Say'. One of '{Sms, Message, Redirect}' is expected.",
    ],
    // How its list goes on for voice nobody has quoted.
    [
      'voice',
      '<Message>a</Message>',
      "cvc-complex-type.2.4.a: Invalid content was found starting with element 'Message'.",
    ],
  ])('are, in %s, as public reports quote them: %s', (product, verbs, words) => {
    expect(findingsIn(verbs, product).map(({ parserMessage }) => parserMessage)).toEqual([words]);
  });
});
