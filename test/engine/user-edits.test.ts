import { describe, expect, it } from 'vitest';
import { withRow } from '../../src/engine/table.ts';
import { Core } from '../support/core.ts';
import { audio, ORIGIN, ok } from '../support/memory-call.ts';

const URL_SHOWN = `${ORIGIN}/voice`;

/** A call that asks for one document after another. */
const redirecting = () => new Core('<Redirect>/next</Redirect>');
const setCookie = (core: Core, header: string | null, url = URL_SHOWN) =>
  core.enter({ type: 'set-cookie', leg: core.sid, url, header });
const said = (core: Core) => core.of('diagnostic').map(({ message }) => message);
const cookies = (core: Core) => core.leg.jar.map(({ name, value }) => `${name}=${value}`);

/** The Cookie header of the next request. */
function cookieSent(core: Core): string | undefined {
  core.advance();
  const work = core.work('hop');
  if (work.kind !== 'hop') throw new Error('no hop');
  return new Map(work.exchange.sending.headers).get('Cookie');
}

describe('a cookie that the user sets', () => {
  it('goes along with the next request, and is told as an edit', () => {
    const core = redirecting();
    setCookie(core, 'id=42; Path=/');
    expect(core.of('diagnostic')).toMatchObject([
      { rule: 'edited', code: null, level: 'info', message: 'the cookie id was set by hand', call: core.sid },
    ]);
    expect(cookieSent(core)).toBe('id=42');
  });

  it('takes the place of one that the application has set', () => {
    const core = redirecting();
    core.advance();
    core.answer(
      ok('<Response><Redirect>/last</Redirect></Response>', [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'id=1; Path=/'],
      ]),
    );
    setCookie(core, 'id=2; Path=/');
    expect(cookieSent(core)).toBe('id=2');
  });

  it('expires on the session’s clock', () => {
    const core = redirecting();
    setCookie(core, 'id=42; Max-Age=60; Path=/');
    expect(core.leg.jar).toMatchObject([{ expiresAt: 60_000 }]);
    setCookie(core, 'date=1; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Path=/');
    expect(core.leg.jar[1]).toMatchObject({ expiresAt: 60_000 });
  });

  it('with Max-Age=0 is removed', () => {
    const core = redirecting();
    setCookie(core, 'id=42; Path=/');
    setCookie(core, 'id=; Max-Age=0; Path=/');
    expect(cookies(core)).toEqual([]);
    expect(said(core).at(-1)).toBe('the cookie id was removed by hand');
  });

  it.each([
    ['id=1; Secure', 'it is Secure, but this is not https'],
    ['id=1; Domain=other.test', 'its Domain other.test does not cover the host app.test'],
    ['=1', 'its name is empty'],
    ['nothing', 'it is not a cookie: no name=value at its start'],
    ['__Host-id=1', 'a __Host- cookie must be Secure, with Path=/ and without Domain'],
  ])('"%s" is not taken, and the reason is told: %s', (header, reason) => {
    const core = redirecting();
    setCookie(core, header);
    expect(said(core)).toEqual([`the cookie "${header}" was not taken: ${reason}`]);
    expect(cookies(core)).toEqual([]);
  });

  it('that has expired already is told too', () => {
    const core = redirecting();
    setCookie(core, 'id=; Max-Age=0');
    expect(said(core)).toEqual(['the cookie "id=; Max-Age=0" has expired, and was not in the jar']);
  });

  it.each(['menu.xml', '-', '', 'ftp://app.test/'])(
    'for a document without a web address ("%s") is not taken',
    (url) => {
      const core = redirecting();
      setCookie(core, 'id=1', url);
      expect(said(core)).toEqual([`the cookie "id=1" was not taken: "${url}" sets none`]);
    },
  );

  it('changes nothing but the jar', () => {
    const core = redirecting();
    core.advance();
    const { pending, legs } = core.board;
    const first = core.leg;
    setCookie(core, 'id=42');
    expect(core.board.pending).toEqual(pending);
    expect(core.board.legs).toEqual({
      ...legs,
      rows: withRow(legs.rows, core.sid, { ...first, jar: core.leg.jar }),
    });
  });

  it('of a leg that is not there changes nothing', () => {
    const core = redirecting();
    core.enter({ type: 'set-cookie', leg: 'CA0', url: URL_SHOWN, header: 'id=1' });
    expect([said(core), cookies(core)]).toEqual([[], []]);
  });
});

describe('a jar that the user empties', () => {
  it('sends nothing any more, and is told', () => {
    const core = redirecting();
    setCookie(core, 'a=1; Path=/');
    setCookie(core, 'b=2; Path=/');
    setCookie(core, null);
    expect(said(core).at(-1)).toBe('the cookie jar was emptied by hand');
    expect(cookieSent(core)).toBeUndefined();
  });
});

describe('a cache that the user clears', () => {
  const cached = () => {
    const core = new Core('<Play>/a.mp3</Play><Play>/b.mp3</Play><Play>/a.mp3</Play>');
    for (const _file of ['a', 'b']) {
      core.advance();
      core.answer(audio(1_000, [['Cache-Control', 'max-age=60']]));
      core.enter({ type: 'played', work: core.work('play').id });
    }
    return core;
  };

  it('forgets everything', () => {
    const core = cached();
    expect(Object.keys(core.board.cache)).toEqual([`${ORIGIN}/a.mp3`, `${ORIGIN}/b.mp3`]);
    core.enter({ type: 'clear-cache', url: null });
    expect(core.board.cache).toEqual({});
    expect(core.of('diagnostic')).toMatchObject([
      { rule: 'edited', level: 'info', message: 'the cache was emptied by hand', call: core.sid },
    ]);
    core.advance();
    expect(core.pending).toEqual(['hop']);
  });

  it('or one URL', () => {
    const core = cached();
    core.enter({ type: 'clear-cache', url: `${ORIGIN}/b.mp3` });
    expect(said(core)).toEqual([`the cache forgot ${ORIGIN}/b.mp3 by hand`]);
    core.advance();
    expect(core.pending).toEqual(['play']);
  });
});
