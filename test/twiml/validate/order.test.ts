import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(String.raw`
unreachable warning none | <Redirect>/a</Redirect>⟦<Say>⟧a</Say> | <Say> is unreachable: nothing runs after a <Redirect> (line 1) | remove it, or move it before the <Redirect>
unreachable warning none | <Redirect>/a</Redirect>\n⟦<Say>⟧a</Say><Say>b</Say><Say>c</Say> | <Say> is unreachable (and 2 more after it): nothing runs after a <Redirect> (line 1) | remove it, or move it before the <Redirect>
unreachable warning none | <Hangup/>⟦<Say>⟧a</Say> | <Say> is unreachable: nothing runs after a <Hangup> (line 1) | remove it, or move it before the <Hangup>
unreachable warning none | <Echo/>⟦<Say>⟧a</Say> | <Say> is unreachable: nothing runs after an <Echo> (line 1) | remove it, or move it before the <Echo>
unreachable warning none | <Reject/>⟦<Say>⟧a</Say> | <Say> is unreachable: nothing runs after a <Reject> (line 1) | remove it, or move it before the <Reject>
unreachable warning none | <Gather actionOnEmptyResult="true"/>⟦<Say>⟧a</Say> | <Say> is unreachable: a <Gather> with actionOnEmptyResult always requests its action (line 1) | remove it, or move it before the <Gather>
unreachable warning none | <Dial action="/a">+15551230001</Dial>⟦<Say>⟧a</Say> | <Say> is unreachable: a <Dial> with an action goes on with the document that the action answers (line 1) | remove it, or move it before the <Dial>
unreachable warning none | <Enqueue action="">q</Enqueue>⟦<Say>⟧a</Say> | <Say> is unreachable: an <Enqueue> with an action goes on with the document that the action answers (line 1) | remove it, or move it before the <Enqueue>
unreachable warning none | <Connect action="/a"><Room>r</Room></Connect>⟦<Say>⟧a</Say> | <Say> is unreachable: a <Connect> with an action goes on with the document that the action answers (line 1) | remove it, or move it before the <Connect>
unreachable warning none | <Refer action="/a"><Sip>sip:a@b.test</Sip></Refer>⟦<Say>⟧a</Say> | <Say> is unreachable: a <Refer> with an action goes on with the document that the action answers (line 1) | remove it, or move it before the <Refer>
unreachable info none | <Record/>⟦<Say>⟧a</Say> | <Say> is unreachable unless nothing is recorded: a <Record> goes on with its action (line 1) | sources disagree about the exception; do not rely on it
unreachable info none | <Pay/>⟦<Say>⟧a</Say> | <Say> is unreachable unless all attempts fail: a <Pay> goes on with its action (line 1) | sources disagree about the exception; do not rely on it
play-both warning none | ⟦<Play digits="1">⟧/a.mp3</Play> | <Play> has a URL and digits, which is not documented; the file is played, then the digits are sent | use two <Play>
`);

describe('a verb that can never run', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
