import { createHmac } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import type { PublicEventOf } from '../../src/debug/public-event.ts';
import { describeCase, stopWebhooks } from '../support/case-folder.ts';
import { program } from '../support/program.ts';

afterAll(stopWebhooks);

/** An example token, which the webhooks of the cases have too. */
const TOKEN = '0123456789abcdef0123456789abcdef';

/** What the last hop of an exchange was signed with, and what a URL and the parameters of its body would give. */
function signedFor({ method, params, hops }: PublicEventOf<'exchange'>, url: string): boolean {
  const sent = Object.entries(hops.at(-1)?.requestHeaders ?? {});
  const got = sent.find(([name]) => name.toLowerCase() === 'x-twilio-signature')?.[1];
  const body = method === 'POST' ? Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)) : [];
  const text = url + body.flat().join('');
  return createHmac('sha1', TOKEN).update(text).digest('base64') === got;
}

describeCase(
  'sign-apostrophe',
  'an apostrophe in a query (twilio-node issues 1059 and 1183, PR 1061)',
  (folder) => {
    it('is requested and signed as it is written, in a URL and in what is appended', async () => {
      const origin = await folder.serve();
      const args = [
        'run',
        `${origin}/voice`,
        '--param',
        "ToCity=Trezzo Sull'Adda",
        '--auth-token',
        TOKEN,
        '--json',
      ];
      const { of } = await program(args);
      const next = of('exchange').find(({ url }) => url.includes('/next'));
      const target = next?.hops.at(-1)?.url ?? '';
      expect(target).toContain("/next?z=1&a=Couldn't%20find%20it&m=x&");
      expect(target).toContain("ToCity=Trezzo+Sull'Adda");
      expect(next && signedFor(next, target)).toBe(true);
    });
  },
);

describeCase('callback-port', 'callbacks of an https URL with a port (twilio-node issue 411)', (folder) => {
  it('TwiML requests are signed without the port, event callbacks of a conference with it', async () => {
    const local = await folder.serve();
    const origin = 'https://app.test:3443';
    const { of } = await program([
      'run',
      `${origin}/voice`,
      '--public-url',
      `${origin}=${local}`,
      '--caller',
      'wait 3s; hang up',
      '--join',
      `after 1s; from +15550000002; url ${origin}/voice; wait 1s; hang up`,
      '--auth-token',
      TOKEN,
      '--json',
    ]);
    const of443 = (path: string) => of('exchange').filter(({ url }) => new URL(url).pathname === path);
    expect(of443('/voice').map((one) => signedFor(one, 'https://app.test/voice'))).toEqual([true, true]);
    const events = of443('/conf');
    expect(events.length).toBeGreaterThan(0);
    expect(events.every((one) => signedFor(one, `${origin}/conf`))).toBe(true);
  });
});
