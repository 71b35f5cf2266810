import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { HopSummary } from '../../../src/debug/public-event.ts';
import { sign } from '../../../src/http/signature.ts';
import { type CurlOptions, curlCommand } from '../../../src/recording/export/curl.ts';
import { shellWord } from '../../../src/recording/export/shell-word.ts';
import { hopSummary } from '../../support/hop-summary.ts';
import { serveRaw } from '../../support/loopback.ts';

/** Why the commands cannot be tried on this machine; `null` when they can. */
const MISSING = ['sh', 'curl', 'openssl', 'base64'].find(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
);
const HERE = MISSING === undefined ? '' : ` (skipped: this machine has no ${MISSING})`;

const TOKEN = 'a token of $(the) "test"';

/** What a server gets of a request, its bytes one a character. */
interface Seen {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** Runs the command for a hop against a server that only writes down what it got. */
async function run(changes: Partial<HopSummary>, path = '/voice', options: CurlOptions = {}): Promise<Seen> {
  let seen = '';
  const server = await serveRaw(({ request, socket }) => {
    seen = request;
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  const command = curlCommand(hopSummary({ url: `${server.origin}${path}`, ...changes }), options);
  const env = { ...process.env, TWILIO_AUTH_TOKEN: TOKEN };
  await promisify(execFile)('sh', ['-c', command], { env, timeout: 10_000 });
  const [head = '', body = ''] = seen.split(/\r\n\r\n(.*)/s);
  const [line = '', ...headers] = head.split('\r\n');
  return { line, headers, body };
}

/** Bytes one a character, as the server sees them. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe.skipIf(MISSING !== undefined)(`a curl command, run by a shell${HERE}`, () => {
  it('sends the same request: line, headers, body', async () => {
    const hop = hopSummary();
    const { line, headers, body } = await run({});
    expect(line).toBe('POST /voice HTTP/1.1');
    expect(body).toBe(hop.requestBody);
    const length = `Content-Length: ${hop.requestBody?.length}`;
    const own = Object.entries(hop.requestHeaders).filter(([name]) => !/^(Host|Content-Length)$/.test(name));
    expect(headers[0]).toMatch(/^Host: 127\.0\.0\.1:\d+$/);
    expect(headers.slice(1).toSorted()).toEqual(
      [...own.map(([name, value]) => `${name}: ${value}`), length].toSorted(),
    );
  });

  it('adds no header of its own to a request that has hardly any', async () => {
    const { line, headers, body } = await run(
      { method: 'GET', requestHeaders: { Host: 'x', 'X-Only': '1' }, requestBody: null, signed: null },
      '/menu?a=%20&b=[1]{2,3}',
    );
    expect(line).toBe('GET /menu?a=%20&b=[1]{2,3} HTTP/1.1');
    expect(headers).toEqual([expect.stringMatching(/^Host: /), 'X-Only: 1']);
    expect(body).toBe('');
  });

  it.each([
    ['quotes', `it's "quoted" \`id\` $(id) $HOME \\ back`],
    ['newlines', 'one\ntwo\r\n\nthree\n'],
    ['text of the world', 'ñ ☎ 日本 🎉'],
    ['an @ at the start, which is no file', '@/etc/passwd'],
    ['history', '!! !x a!b !'],
    ['a dash at the start', '--help'],
    ['what looks like parameters', 'a=1&&b=2&'],
    ['empty parameters', 'a=&b=&c='],
    ['parameters with an @', '@a=@b&c=@d'],
    [
      'hundreds of parameters',
      Array.from({ length: 300 }, (_, at) => `name${at}=${'v'.repeat(50)}`).join('&'),
    ],
    ['nothing at all', ''],
  ])('carries a body of %s byte by byte', async (_, requestBody) => {
    expect((await run({ requestBody })).body).toBe(bytes(requestBody));
  });

  it('carries headers byte by byte, empty ones too', async () => {
    const requestHeaders = {
      Cookie: `sid=it's "$HOME" !x; lang=ñ`,
      'X-Empty': '',
      'X-Semi': 'a;',
      Accept: '*/*',
    };
    const { headers } = await run({ requestHeaders });
    expect(headers).toContain(bytes(`Cookie: sid=it's "$HOME" !x; lang=ñ`));
    expect(headers.some((header) => header.trimEnd() === 'X-Empty:')).toBe(true);
    expect(headers).toContain('X-Semi: a;');
  });

  it.each([
    ['as Twilio signs it', 'http://app.test/voiceAbDigits12#'],
    ['with quotes, history and a newline', `http://app.test/x?a='!!'Body"It's $HOME \`id\`\n!x\\`],
    ['of the world', 'http://app.test/xBodyhéllo wörld ☎'],
  ])('signs the string %s anew', async (_, string) => {
    const { headers } = await run({ signed: { string, key: 'x' } }, '/voice', { signed: true });
    expect(headers).toContain(`X-Twilio-Signature: ${sign(TOKEN, string)}`);
    expect(headers.join('\n')).not.toContain('c2lnbmF0dXJl');
  });

  it('goes to the local server behind a public URL, as the request did', async () => {
    const server = await serveRaw(({ request, socket }) => {
      seen = request;
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
    let seen = '';
    const requestHeaders = {
      Host: 'app.test',
      'X-Forwarded-Host': 'app.test',
      'X-Forwarded-Proto': 'https',
    };
    const connection = { protocol: 'HTTP/1.1', remote: `127.0.0.1:${server.port}`, reused: false, tls: null };
    const command = curlCommand(
      hopSummary({ url: 'https://app.test/voice?a=1', requestHeaders, connection }),
    );
    await promisify(execFile)('sh', ['-c', command], { timeout: 10_000 });
    expect(seen).toMatch(/^POST \/voice\?a=1 HTTP\/1\.1\r\n/);
    expect(seen).toContain('\r\nHost: app.test\r\n');
    expect(seen).toContain('X-Forwarded-Host: app.test');
  });

  it.each(['plain', `it's "that" $HOME \`id\``, '', '-n', 'a\nb', '!x', 'ñ'])('%j is one word', (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf '<%s>' ${shellWord(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(`<${text}>`);
  });
});

describe('a curl command from a forged recording', () => {
  it('takes a URL that looks like an option for a URL', () => {
    expect(curlCommand(hopSummary({ url: '-K/tmp/x' }))).toContain("--url '-K/tmp/x'");
  });

  it('leaves out a header that curl would read from a file', () => {
    const requestHeaders = { '@/etc/passwd': '', 'X-Real': 'yes' };
    const command = curlCommand(hopSummary({ requestHeaders }));
    expect(command).not.toContain('passwd');
    expect(command).toContain("-H 'X-Real: yes'");
  });
});

describe('a curl command, read', () => {
  it('has a header and a parameter on each line', () => {
    expect(curlCommand(hopSummary())).toBe(
      [
        "curl -X POST --url 'http://app.test/voice' \\",
        "  -H 'User-Agent: TwilioProxy/1.1' \\",
        "  -H 'Content-Type: application/x-www-form-urlencoded; charset=UTF-8' \\",
        "  -H 'X-Twilio-Signature: c2lnbmF0dXJl' \\",
        "  -H 'Accept: */*' \\",
        "  --data-raw 'Digits=12%23' \\",
        "  --data-raw 'Empty=' \\",
        "  --data-raw 'A=b'",
      ].join('\n'),
    );
  });

  it('has the token nowhere when it signs', () => {
    const command = curlCommand(hopSummary(), { signed: true });
    expect(command.split('\n').slice(0, 3)).toEqual([
      "signature=$(printf '%s' 'http://app.test/voiceAbDigits12#Empty' | \\",
      '  openssl dgst -sha1 -hmac "$TWILIO_AUTH_TOKEN" -binary | base64) &&',
      "curl -X POST --url 'http://app.test/voice' \\",
    ]);
    expect(command).toContain('-H "X-Twilio-Signature: $signature"');
  });

  it('asks for the password of a login, which nobody kept', () => {
    const requestHeaders = { Authorization: 'Digest (login of ann, not kept)' };
    const login = { scheme: 'Digest', user: 'ann' };
    const command = curlCommand(hopSummary({ requestHeaders, login }));
    expect(command).toContain('--digest --user ann');
    expect(command).not.toContain('Authorization');
  });

  it('leaves out what cookies say and the signature, when redacted', () => {
    const requestHeaders = { Cookie: 'sid=s-81c2; lang=en', 'X-Twilio-Signature': 'c2lnbmF0dXJl' };
    const command = curlCommand(hopSummary({ requestHeaders }), { redacted: true });
    expect(command).toContain("-H 'Cookie: sid=(redacted); lang=(redacted)'");
    expect(command).not.toMatch(/s-81c2|c2lnbmF0dXJl/);
  });
});
