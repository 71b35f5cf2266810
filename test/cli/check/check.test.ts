import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/arguments/usage-error.ts';
import { check } from '../../../src/cli/check/command.ts';
import type { CheckOptions } from '../../../src/cli/check/options.ts';
import { recordedSurroundings } from '../../support/surroundings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const CLEAN = '<Response><Say>Hello</Say></Response>';
const WARNING = '<?xml version="1.0"?>\n<Response>\n\t<Gather timeout="soon"/>\n</Response>\n';
const ERROR = '<Response><Redirect>mailto:a</Redirect></Response>';

const webhook = testWebhook();
const folder = temporaryFolder();

interface Settings extends Partial<CheckOptions> {
  readonly color?: boolean;
  readonly stdin?: string;
}

async function run(targets: readonly string[], { color = false, stdin = '', ...options }: Settings = {}) {
  const { around, data, said } = recordedSurroundings({ cwd: folder.path, color, stdin: [stdin] });
  const exitCode = await check(targets, { format: 'human', method: 'POST', ...options }, around);
  return {
    exitCode,
    data: data.join('\n').replaceAll(folder.path, '.'),
    said: said.join('\n'),
    lines: data.flatMap((text) => text.split('\n')),
  };
}

const events = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('twiml-debug check, for people', () => {
  it('shows place, level, code, the source with a caret, and help', async () => {
    const { exitCode, data, said } = await run([folder.write('a.xml', WARNING)]);
    expect(said).toBe('');
    expect(data).toBe(
      [
        './a.xml:3:19  warning 13313  Gather: invalid timeout value "soon"; the default is used (5)',
        '  1 | <?xml version="1.0"?>',
        '  2 | <Response>',
        '  3 |  <Gather timeout="soon"/>',
        '    |                   ^^^^',
        '  help: write a whole number of seconds of at least 1',
        '',
        '1 document (read as voice; --product decides otherwise), 0 errors, 1 warning',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('quotes Twilio’s own parser where its words are known', async () => {
    const { data } = await run([folder.write('a.xml', '<Response><say>a</say></Response>')]);
    expect(data).toContain(
      "\n  Twilio says: cvc-complex-type.2.4.a: Invalid content was found starting with element 'say'.",
    );
  });

  it('says so when there is nothing to say', async () => {
    const { exitCode, data } = await run([folder.write('a.xml', CLEAN)], { product: 'voice' });
    expect(data).toBe('1 document (read as voice), 0 errors, 0 warnings');
    expect(exitCode).toBe(0);
  });

  it('says as what documents were read, and counts hints beside problems', async () => {
    const targets = [
      folder.write('a.xml', CLEAN),
      folder.write('b.xml', '<Response><Message>a</Message></Response>'),
      folder.write('c.xml', '<Response><Receive/></Response>'),
      folder.write('d.xml', '<Response>'),
    ];
    const { data, exitCode } = await run(targets);
    expect(data).toMatch(
      /\n4 documents \(read 1 as voice, 1 as messaging, 1 as fax; --product decides otherwise\), 1 error, 0 warnings, 1 hint$/,
    );
    expect(exitCode).toBe(1);
  });

  it('colours levels and carets, and nothing else of the source', async () => {
    const { data } = await run([folder.write('a.xml', WARNING)], { color: true });
    expect(data).toContain('\u001B[1m./a.xml:3:19\u001B[22m  \u001B[33mwarning 13313\u001B[39m  Gather');
    expect(data).toContain('\n  \u001B[2m3 | \u001B[22m <Gather timeout="soon"/>\n');
    expect(data).toContain(`\n  \u001B[2m  | \u001B[22m\u001B[33m${' '.repeat(18)}^^^^\u001B[39m\n`);
  });

  it('never prints what a document holds raw', async () => {
    const { data } = await run([
      folder.write(
        'a.xml',
        '<Response><Say voice="\u0085\u009B31m\u202E">a</Say><Dial>a\r\n\tb</Dial></Response>',
      ),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    expect(data).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
    expect(data).toContain('cannot dial "a b"');
  });

  it('shortens what would be a page', async () => {
    const { data } = await run([
      folder.write('a.xml', `<Response><Dial>${'x'.repeat(60_000)}</Dial></Response>`),
    ]);
    expect(data.length).toBeLessThan(1500);
  });
});

describe('the exit code of a check', () => {
  it.each<[string, string, number, number | undefined]>([
    ['is 0 without problems', CLEAN, 0, undefined],
    ['is 0 with warnings', WARNING, 0, undefined],
    ['is 1 with an error', ERROR, 1, undefined],
    ['is 1 when a document is refused', '<Response>', 1, undefined],
    ['is 1 with more warnings than wanted', WARNING, 1, 0],
    ['is 0 with as many as wanted', WARNING, 0, 1],
    ['is 0 with none, and none wanted', CLEAN, 0, 0],
    ['is 0 with hints, and no warnings wanted', '<Response><Say language="en">a</Say></Response>', 0, 0],
  ])('%s', async (_, source, exitCode, maxWarnings) => {
    const ran = await run([folder.write('a.xml', source)], maxWarnings === undefined ? {} : { maxWarnings });
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.said).toBe(
      exitCode === 1 && maxWarnings === 0
        ? 'twiml-debug: 1 warning or error, more than --max-warnings 0'
        : '',
    );
  });
});

describe('targets of a check', () => {
  it('are files, in the order in which they are given, each once', async () => {
    const [b, a] = [folder.write('b.xml', WARNING), folder.write('a.xml', ERROR)];
    const { lines } = await run([b, a, b], { json: true });
    expect(events(lines).map(({ code, url }) => [code ?? null, url ?? null])).toEqual([
      [13313, b],
      [11100, a],
      [null, null],
    ]);
  });

  it('are folders: their .xml and .twiml files at any depth, without packages and what is hidden', async () => {
    for (const name of [
      'z.twiml',
      'a/b/c.xml',
      'a/D.XML',
      'a/e.txt',
      'node_modules/f.xml',
      '.git/g.xml',
      'a/.h.xml',
    ])
      folder.write(name, WARNING);
    symlinkSync(folder.join('nowhere'), folder.join('broken.xml'));
    const { lines } = await run([folder.path], { json: true });
    expect(
      events(lines).flatMap(({ url }) => (url ? [String(url).slice(folder.path.length + 1)] : [])),
    ).toEqual(['a/D.XML', 'a/b/c.xml', 'z.twiml']);
    expect(events(lines).at(-1)).toMatchObject({ skipped: 1 });
    expect((await run([folder.path])).data).toMatch(/3 documents.*, 1 file skipped \(not .xml or .twiml\)$/);
  });

  it('may lie in a folder of installed packages when that is asked for', async () => {
    folder.write('node_modules/p/a.xml', WARNING);
    expect((await run([folder.join('node_modules', 'p')])).data).toContain('1 document');
  });

  it('are no folder twice: links in it are not followed, a link that is named is', async () => {
    folder.write('a/b.xml', CLEAN);
    symlinkSync(folder.path, folder.join('a', 'up'));
    symlinkSync(folder.join('a'), folder.join('link'));
    expect((await run([folder.path])).data).toContain('1 document ');
    expect((await run([folder.join('link')])).data).toContain('1 document ');
  });

  it.runIf(process.platform === 'linux')('are no devices, which may have no end', async () => {
    await expect(run(['/dev/zero'])).rejects.toThrow('/dev/zero is not a regular file');
  });

  it.each([
    ['', 'a target is empty'],
    ['localhost:3000/voice', 'did you mean http://localhost:3000/voice ?'],
    ['ftp://app.test/a.xml', 'ftp:// is not supported'],
    ['http://', 'http:// is not a valid URL'],
    ['https://[::1', 'https://[::1 is not a valid URL'],
  ])('that are no URL are refused as usage: "%s"', async (target, message) => {
    await expect(run([target])).rejects.toThrow(UsageError);
    await expect(run([target])).rejects.toThrow(message);
  });

  it('in circles are refused as usage', async () => {
    symlinkSync(folder.join('b.xml'), folder.join('a.xml'));
    symlinkSync(folder.join('a.xml'), folder.join('b.xml'));
    await expect(run([folder.join('a.xml')])).rejects.toThrow('its symbolic links lead in a circle (ELOOP)');
  });

  it('of any bytes are told what is wrong, never with an exception', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3)) % 256);
    for (const [name, content] of [
      ['empty.xml', ''],
      ['noise.xml', noise],
      ['zeros.xml', new Uint8Array(100)],
      ['mark.xml', Buffer.from([0xef, 0xbb, 0xbf])],
    ] as const) {
      const { exitCode, data } = await run([folder.write(name, content)]);
      expect(exitCode, name).toBe(1);
      expect(data).toContain('error 12100');
    }
    const { data } = await run([
      folder.write('dos.xml', '<Response>\r\n<Say>a</Say>\r\n<Foo/>\r\n</Response>\r\n'),
    ]);
    expect(data).toContain('dos.xml:3:1  warning 12200');
  });

  it('are standard input', async () => {
    const { data, exitCode } = await run(['-'], { stdin: WARNING });
    expect(data).toMatch(/^-:3:19 {2}warning 13313/);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['a file that is not there', 'nowhere.xml', /^there is no file or folder .*nowhere\.xml$/],
    ['a folder without documents', '.', /^the folder .* holds no \.xml or \.twiml file$/],
  ])('are refused as usage: %s', async (_, target, message) => {
    await expect(run([folder.join(target)])).rejects.toThrow(UsageError);
    await expect(run([folder.join(target)])).rejects.toThrow(message);
  });

  it.skipIf(process.getuid?.() === 0)('are refused as usage: a file that may not be read', async () => {
    const path = folder.write('a.xml', CLEAN);
    const { chmodSync } = await import('node:fs');
    chmodSync(path, 0);
    await expect(run([path])).rejects.toThrow(/^cannot read .*a\.xml: permission is denied \(EACCES\)$/);
  });
});

describe('the bytes of a document', () => {
  const text = '<?xml version="1.0" encoding="ENCODING"?>\r\n<Response>\r\n<Say loop="ü">é</Say></Response>';
  const declared = (encoding: string) => text.replace('ENCODING', encoding);
  const swapped = (source: string) => Buffer.from(source, 'utf16le').swap16();

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(declared('UTF-8'))],
    ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${declared('UTF-8')}`)],
    ['Latin-1, as declared', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['Windows-1252, as declared', Buffer.from(declared('windows-1252'), 'latin1')],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16, big end first', swapped(`\uFEFF${declared('UTF-16')}`)],
    ['UTF-16 without a byte-order mark', Buffer.from(declared('UTF-16LE'), 'utf16le')],
    ['UTF-8 that declares what nobody knows', Buffer.from(declared('klingon'))],
  ])('are read as %s, lines and columns as an editor counts them', async (_, bytes) => {
    const { lines } = await run([folder.write('a.xml', bytes)], { json: true });
    expect(events(lines).find(({ code }) => code !== null)).toMatchObject({
      code: 13510,
      line: 3,
      column: 12,
      message: 'Say: invalid loop value "ü"; the default is used (1)',
    });
  });

  it.each([
    ['UTF-8 that declares UTF-16', Buffer.from(declared('UTF-16')), 1, 31],
    ['Latin-1 that declares UTF-8', Buffer.from(declared('UTF-8'), 'latin1'), 3, 12],
  ])(
    'are refused with 12100 where they are no text: %s (XML 1.0 section 4.3.3)',
    async (_, bytes, line, column) => {
      const { lines } = await run([folder.write('a.xml', bytes)], { json: true });
      expect(events(lines)[0]).toMatchObject({ code: 12100, level: 'error', line, column });
    },
  );

  it('are better without a UTF-8 byte-order mark', async () => {
    const { lines } = await run([folder.write('a.xml', Buffer.from(`\uFEFF${CLEAN}`))], { json: true });
    expect(events(lines)[0]).toMatchObject({ rule: 'byte-order-mark', level: 'warning' });
  });

  it('are at most 64 kB: more is told, and the rest is checked all the same', async () => {
    const fits = `<Response><Say loop="x">a</Say>${' '.repeat(65_536 - 42)}</Response>`;
    expect(Buffer.byteLength(fits)).toBe(65_536);
    expect(
      events((await run([folder.write('a.xml', fits)], { json: true })).lines).map(({ code }) => code),
    ).toEqual([13510, undefined]);
    const { lines, exitCode } = await run([folder.write('a.xml', `${fits} `)], { json: true });
    expect(events(lines).map(({ code }) => code)).toEqual([11750, 13510, undefined]);
    expect(exitCode).toBe(1);
  });
});

describe('twiml-debug check --json', () => {
  it('prints one event a problem, then one that counts', async () => {
    const path = folder.write('a.xml', WARNING);
    const { lines } = await run([path, folder.write('b.xml', '<Response')], { json: true });
    const [first, second, last, ...others] = events(lines);
    expect(others).toEqual([]);
    expect(first).toEqual({
      seq: 0,
      at: 0,
      type: 'diagnostic',
      code: 13313,
      rule: null,
      level: 'warning',
      message: 'Gather: invalid timeout value "soon"; the default is used (5)',
      url: path,
      line: 3,
      column: 19,
      help: 'write a whole number of seconds of at least 1',
      excerpt: expect.stringContaining('^^^^'),
      parserMessage: null,
      product: 'voice',
    });
    expect(second).toMatchObject({ seq: 1, code: 12100, level: 'error', line: 1, product: null });
    expect(last).toEqual({
      seq: 2,
      at: 0,
      type: 'checked',
      documents: 2,
      errors: 1,
      warnings: 1,
      products: [
        { url: path, product: 'voice', guessed: true },
        { url: folder.join('b.xml'), product: null, guessed: true },
      ],
      skipped: 0,
    });
  });
});

describe('a URL', () => {
  const serve = () => {
    return webhook.serve({
      '/twiml': '<Say loop="x">a</Say>',
      '/moved': (_, answer) => {
        answer.writeHead(302, { Location: '/twiml' }).end();
        return undefined;
      },
      '/text': (_, answer) => {
        answer.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello');
        return undefined;
      },
      '/text-twiml': (_, answer) => {
        answer
          .writeHead(200, { 'Content-Type': 'text/plain' })
          .end('<Response><Say loop="x">a</Say></Response>');
        return undefined;
      },
      '/json': (_, answer) => {
        answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
        return undefined;
      },
      '/empty': (_, answer) => {
        answer.writeHead(200, { 'Content-Type': 'text/xml' }).end();
        return undefined;
      },
    });
  };

  it.each<[string, string, readonly unknown[], number]>([
    ['is asked like a webhook', '/twiml', [13510], 0],
    ['is followed where it redirects', '/moved', [13510], 0],
    ['that is not found is an error of the document', '/nowhere', [11200], 1],
    ['with plain text is told to be spoken', '/text', ['not-twiml'], 0],
    ['with plain text that is TwiML is checked', '/text-twiml', [13510], 0],
    ['with another type is an error', '/json', [12300], 1],
    ['with nothing, in chunks, is 11770', '/empty', [11770], 1],
  ])('%s', async (_, path, codes, exitCode) => {
    const url = (await serve()) + path;
    const ran = await run([url], { json: true });
    const found = events(ran.lines).filter(({ type }) => type === 'diagnostic');
    expect(found.map(({ code, rule }) => code ?? rule)).toEqual(codes);
    expect(found.every((event) => event['url'] === url)).toBe(true);
    expect(ran.exitCode).toBe(exitCode);
  });

  it('is asked with POST and a signature, or with GET', async () => {
    const url = `${await serve()}/twiml`;
    await run([url]);
    await run([url], { method: 'GET' });
    const [post, get] = webhook.received;
    expect(post).toMatchObject({ method: 'POST', params: { CallStatus: 'ringing' } });
    expect(post?.headers['x-twilio-signature']).toMatch(/^[\w+/]{27}=$/);
    expect(get?.method).toBe('GET');
  });

  it('may hold a login, which is given when it is asked for and never shown', async () => {
    await webhook.serve({
      '/twiml': ({ headers }, answer) => {
        if (headers.authorization === `Basic ${btoa('ann:s3cret')}`) return '<Say loop="x">a</Say>';
        answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="app"' }).end();
        return undefined;
      },
    });
    const url = `${webhook.origin}/twiml`;
    for (const format of ['human', 'json', 'sarif'] as const) {
      const { data, said, exitCode } = await run([url.replace('//', '//ann:s3cret@')], { format });
      expect(exitCode).toBe(0);
      expect(data).toContain(url);
      expect(data + said).not.toContain('s3cret');
    }
  });

  it('whose answer breaks off has answered', async () => {
    await webhook.serve({
      '/voice': (_request, answer) => {
        answer.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': 100 });
        answer.write('<Respon', () => answer.destroy());
        return undefined;
      },
    });
    const { exitCode, data } = await run([`${webhook.origin}/voice`]);
    expect(exitCode).toBe(1);
    expect(data).toContain('error 11205');
  });

  it('at which nobody listens is told, beside the other targets, and exits 3', async () => {
    const origin = await serve();
    await webhook.close();
    const ran = await run([`${origin}/twiml`, folder.write('a.xml', ERROR)], { json: true });
    expect(events(ran.lines).map(({ code }) => code)).toEqual([11202, 11100, undefined]);
    expect(ran.exitCode).toBe(3);
  });
});
