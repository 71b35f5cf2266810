import { afterAll, expect, it } from 'vitest';
import { describeCase, stopWebhooks } from '../support/case-folder.ts';
import { program } from '../support/program.ts';

afterAll(stopWebhooks);

describeCase(
  'update-runs-tail',
  'a live update of a call (i-hate-making-calls issues 24 and 29)',
  (folder) => {
    it('still sends the request behind the interrupted verb, and drops its answer', async () => {
      const origin = await folder.serve();
      const { exitCode, of } = await program([
        'run',
        `${origin}/long`,
        '--caller',
        `wait 3s; update ${origin}/new`,
        '--json',
      ]);
      expect(of('exchange').map(({ url }) => new URL(url).pathname)).toEqual(['/long', '/tail', '/new']);
      expect(of('heard').map(({ text }) => text)).toEqual(['One', 'new document']);
      expect(exitCode).toBe(0);
    });
  },
);

describeCase(
  'caller-id-client',
  'a phone that is called with a client as callerId (voice-quickstart-android issue 450)',
  (folder) => {
    it('is not called: 13214, and check says so too', async () => {
      const file = folder.file('caller-id.xml');
      const { exitCode, of } = await program([
        'run',
        file,
        '--from',
        'client:ann',
        '--callee',
        'answer talk 5s',
        '--json',
      ]);
      expect(of('diagnostic').filter(({ level }) => level !== 'info')).toMatchObject([
        { code: 13214, level: 'warning' },
      ]);
      expect(of('call').filter(({ direction }) => direction === 'outbound-dial')).toEqual([]);
      expect(exitCode).toBe(0);
      const checked = await program(['check', file, '--json']);
      expect(checked.of('diagnostic')).toMatchObject([{ code: 13214, level: 'warning', line: 2 }]);
    });
  },
);

describeCase(
  'letters-in-number',
  'letters of a phone number are keys (voice-quickstart-android issue 499)',
  (folder) => {
    it('client:ann.smith is dialled as 25436826676484, and fails', async () => {
      const { of } = await program(['run', folder.file('number.xml'), '--callee', 'answer', '--json']);
      const dialled = of('call').filter(({ direction }) => direction === 'outbound-dial');
      expect(dialled.map(({ to, status }) => [to, status])).toEqual([
        ['25436826676484', 'initiated'],
        ['25436826676484', 'failed'],
      ]);
      const [finding] = of('diagnostic');
      expect(finding).toMatchObject({
        code: 13223,
        message: expect.stringContaining('dials 25436826676484'),
      });
      expect(finding?.help).toBe('use <Client> inside <Dial>, without client:');
    });

    it('1-800-FLOWERS rings as +18003569377', async () => {
      const vanity = folder.text('number.xml').replace('client:ann.smith', '1-800-FLOWERS');
      const { of } = await program(['run', '-', '--callee', 'ring 1s answer talk 1s', '--json'], {
        stdin: [vanity],
      });
      const dialled = of('call').filter(({ direction }) => direction === 'outbound-dial');
      expect(dialled.at(-1)).toMatchObject({ to: '+18003569377', status: 'completed' });
    });
  },
);

describeCase(
  'callback-empty-answer',
  'a status callback that is answered without a body or type (twilio-node issue 369)',
  (folder) => {
    it.each([
      ['/notype', [[11200, 'warning']]],
      ['/empty', [[11200, 'warning']]],
      ['/204', []],
      ['/html', []],
      ['/ok', []],
    ])('%s: %j, and nothing else is affected', async (path, expected) => {
      const origin = await folder.serve();
      const { exitCode, of } = await program([
        'run',
        `${origin}/voice`,
        '--status-callback',
        `${origin}${path}`,
        '--json',
      ]);
      expect(of('diagnostic').map(({ code, level }) => [code, level])).toEqual(expected);
      expect([exitCode, of('end')[0]?.status, of('end')[0]?.error]).toEqual([0, 'completed', null]);
    });

    it('JSON is safe, and does not count for --max-warnings (Twilio help centre, 12300)', async () => {
      const origin = await folder.serve();
      const args = [
        'run',
        `${origin}/voice`,
        '--status-callback',
        `${origin}/json`,
        '--max-warnings',
        '0',
        '--json',
      ];
      const { exitCode, of } = await program(args);
      expect([exitCode, ...of('diagnostic').map(({ code, level }) => [code, level])]).toEqual([
        0,
        [12300, 'info'],
      ]);
    });

    it('the action of a Message is a document, and 11200 likewise (sms-over-xmpp issue 22)', async () => {
      const origin = await folder.serve();
      const { of } = await program(['message', `${origin}/sms`, '--body', 'hi', '--json']);
      expect(of('diagnostic').filter(({ level }) => level === 'error')).toMatchObject([{ code: 11200 }]);
    });
  },
);

describeCase(
  'empty-document',
  'a webhook that answers 200 with nothing (sms-over-xmpp issue 22)',
  (folder) => {
    const paths = (events: readonly { url: string }[]) => events.map(({ url }) => new URL(url).pathname);

    it('is error 11200, and the fallback is asked', async () => {
      const origin = await folder.serve();
      const args = ['run', `${origin}/notype`, '--fallback-url', `${origin}/messageempty`, '--json'];
      const { of } = await program(args);
      expect(of('diagnostic')[0]).toMatchObject({ code: 11200, level: 'error' });
      expect(paths(of('exchange'))).toEqual(['/notype', '/messageempty']);
    });

    it('to a message too: nothing is sent, exit 1', async () => {
      const origin = await folder.serve();
      const { exitCode, of } = await program(['message', `${origin}/notype`, '--body', 'hi', '--json']);
      expect([exitCode, of('end')[0]?.error]).toEqual([1, 11200]);
    });
  },
);

describeCase(
  'does-nothing-here',
  'what silently does nothing (voice-quickstart-ios issues 457 and 488)',
  (folder) => {
    const told = async (command: string, file: string) => {
      const { of } = await program([command, folder.file(file), '--json']);
      return of('diagnostic').map(({ rule, level }) => [rule, level]);
    };

    it('answerOnBridge after a Say is told by check and by run', async () => {
      expect(await told('check', 'say-then-dial.xml')).toEqual([['does-nothing', 'warning']]);
      expect(await told('run', 'say-then-dial.xml')).toEqual([['does-nothing', 'warning']]);
    });

    it('a second Dial that waits for the first is told by check', async () => {
      expect(await told('check', 'three-dials.xml')).toEqual([['second-dial', 'info']]);
    });
  },
);

describeCase('stream-query', 'a query string of a Stream (openclaw issue 8814)', (folder) => {
  it('is cut off, which is said with what is lost', async () => {
    const { of } = await program(['run', folder.file('stream.xml'), '--far-end', 'close 5s', '--json']);
    const finding = of('diagnostic').find(({ rule }) => rule === 'query-string');
    expect(finding).toMatchObject({
      level: 'warning',
      message: 'Stream: Twilio connects without ?token=abc123, and says nothing of it',
      help: expect.stringContaining('31920'),
    });
  });
});

describeCase(
  'wait-document-fails',
  'music of a queue that cannot be played (plugin-queued-callbacks-and-voicemail issue 7)',
  (folder) => {
    it('leaves the caller in the queue, and the waitUrl is asked again', async () => {
      const origin = await folder.serve();
      const args = ['run', `${origin}/in`, '--caller', 'wait 20s; hang up', '--json'];
      const { exitCode, of } = await program(args);
      const paths = of('exchange').map(({ url }) => new URL(url).pathname);
      expect(paths.filter((path) => path === '/wait').length).toBeGreaterThan(2);
      expect(of('queue').at(-1)).toMatchObject({ what: 'leave', result: 'hangup' });
      expect([exitCode, of('end')[0]?.error]).toEqual([0, null]);
    });
  },
);
