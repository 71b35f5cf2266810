import dns from 'node:dns';
import { createServer } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificate } from '../../support/certificates.ts';
import { serveBytes, serveGreeting, serveHttp, serveRaw, serveTls } from '../../support/loopback.ts';
import { answered, failed, parts, send, transport } from './undici-wire.ts';

const DAY_MS = 24 * 3_600_000;
const AUTHORITY = certificate({ name: 'twiml-debug test authority' });
const HOSTS = ['127.0.0.1', 'localhost'];

/** Makes this process trust the test's authority until the test is over. */
function trustAuthority(): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, AUTHORITY.cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}

describe('https', () => {
  it('with a certificate of an authority that is trusted', async () => {
    trustAuthority();
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }));
    expect(await send(server.origin)).toMatchObject({ kind: 'response', status: 200, body: '<Response/>' });
    expect(await send(`https://localhost:${server.port}`)).toMatchObject({ kind: 'response', status: 200 });
  });
});

/** Lets `app.test` mean 127.0.0.1 until the test is over, or fail. */
function nameIsKnown(error: NodeJS.ErrnoException | null = null): void {
  const { lookup } = dns;
  onTestFinished(() => {
    dns.lookup = lookup;
    syncBuiltinESMExports();
  });
  const known = (_name: string, _options: unknown, done: (...answer: readonly unknown[]) => void) =>
    setImmediate(done, error, error ? undefined : [{ address: '127.0.0.1', family: 4 }]);
  dns.lookup = known as never;
  syncBuiltinESMExports();
}

describe('the connection of an answer over https', () => {
  it('is told with its version and cipher, and what the handshake took', async () => {
    trustAuthority();
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }));
    const answer = await answered(send(server.origin));
    expect(answer.connection).toMatchObject({
      protocol: 'HTTP/1.1',
      remote: `127.0.0.1:${server.port}`,
      reused: false,
      tls: { version: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_\w+$/) },
    });
    expect(parts(answer)).toEqual({
      dnsMs: false,
      connectMs: true,
      tlsMs: true,
      firstByteMs: true,
      downloadMs: true,
    });
  });

  it('is used again, and is still told', async () => {
    trustAuthority();
    const own = certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY });
    const server = createServer(
      { ...own, maxVersion: 'TLSv1.2' },
      (_request, response) => void response.end('hello'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const wire = transport();
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const first = await answered(send(url, {}, { wire }));
    const second = await answered(send(url, {}, { wire }));
    expect(first.connection?.tls?.version).toBe('TLSv1.2');
    expect(second.connection).toEqual({ ...first.connection, reused: true });
    expect(parts(second)).toMatchObject({ connectMs: false, tlsMs: false });
  });

  it('to a name has the time that the name took', async () => {
    trustAuthority();
    nameIsKnown();
    const server = await serveTls(certificate({ name: 'app', hosts: ['app.test'], signedBy: AUTHORITY }));
    const answer = await answered(send(`https://app.test:${server.port}/`));
    expect(parts(answer)).toMatchObject({ dnsMs: true, connectMs: true, tlsMs: true });
    expect(answer.connection?.remote).toBe(`127.0.0.1:${server.port}`);
  });

  it('to a name that is not found has none', async () => {
    nameIsKnown(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    const failure = await failed(send('https://app.test/'));
    expect(failure).toMatchObject({ reason: 'host-not-found', detail: 'ENOTFOUND', partial: false });
    expect(parts(failure)).toMatchObject({ dnsMs: false, connectMs: false });
  });

  it('that failed in the handshake has the time until then', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS }));
    expect(parts(await failed(send(server.origin)))).toMatchObject({
      connectMs: true,
      tlsMs: false,
      firstByteMs: false,
    });
  });
});

describe('the name that the server is told (RFC 6066)', () => {
  /** A server for `app.test` that notes the names which it is told. */
  async function noting(hosts: readonly string[] = ['app.test']) {
    trustAuthority();
    nameIsKnown();
    const names: string[] = [];
    const own = certificate({ name: 'app', hosts, signedBy: AUTHORITY });
    const SNICallback = (name: string, done: (error: null) => void) => {
      names.push(name);
      done(null);
    };
    return { names, server: await serveTls({ ...own, SNICallback }) };
  }

  it('is the host of the URL', async () => {
    const { names, server } = await noting();
    const headers = [['Host', 'public.test']] as const;
    await answered(send(`https://app.test:${server.port}/`, { headers }));
    expect(names).toEqual(['app.test']);
  });

  it('is none without SNI; the certificate must fit all the same', async () => {
    const { names, server } = await noting();
    await answered(send(`https://app.test:${server.port}/`, { sni: false }));
    const other = await noting(['other.test']);
    expect(await failed(send(`https://app.test:${other.server.port}/`, { sni: false }))).toMatchObject({
      reason: 'certificate-name',
    });
    expect([names, other.names]).toEqual([[], []]);
  });

  it('is none for an address', async () => {
    const { names, server } = await noting(HOSTS);
    await answered(send(server.origin));
    expect(names).toEqual([]);
  });

  it('does not share a connection with none', async () => {
    trustAuthority();
    const own = certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY });
    const server = createServer(own, (_request, response) => void response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const wire = transport();
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    const reused: (boolean | undefined)[] = [];
    for (const sni of [true, false, true, false]) {
      reused.push((await answered(send(url, { sni }, { wire }))).connection?.reused);
    }
    expect(reused).toEqual([false, false, true, true]);
  });
});

describe('a handshake', () => {
  it('that is not wanted any more is broken off', async () => {
    const controller = new AbortController();
    const own = certificate({ name: 'app', hosts: HOSTS });
    const server = await serveTls({ ...own, SNICallback: () => controller.abort() });
    const sent = send(`https://localhost:${server.port}/`, {}, { signal: controller.signal });
    expect(await failed(sent)).toMatchObject({ reason: 'abandoned', partial: false, requestHeaders: [] });
    await server.quiet();
  });
});

describe('a certificate', () => {
  it('"self-signed is refused"', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS }));
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  it('is not looked at with insecure', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: ['elsewhere.test'] }));
    const wire = transport({ insecure: true });
    expect(await send(server.origin, {}, { wire })).toMatchObject({ kind: 'response', status: 200 });
  });

  it('of an authority that nobody knows is not trusted', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }));
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  it('that comes with an authority that nobody knows is not trusted either', async () => {
    const own = certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY });
    const server = await serveTls({ ...own, cert: own.cert + AUTHORITY.cert });
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
  });

  it('that has expired', async () => {
    trustAuthority();
    const until = new Date(Date.now() - DAY_MS);
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY, until }));
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-expired',
      detail: 'CERT_HAS_EXPIRED',
    });
  });

  it('that is not valid yet is not trusted', async () => {
    trustAuthority();
    const from = new Date(Date.now() + DAY_MS);
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY, from }));
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'CERT_NOT_YET_VALID',
    });
  });

  it('for another host: "host mismatch"', async () => {
    trustAuthority();
    const server = await serveTls(certificate({ name: 'app', hosts: ['app.test'], signedBy: AUTHORITY }));
    expect(await send(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-name',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});

describe('handshake trouble is "TLS", not a closed connection', () => {
  it('https to a port that speaks plain HTTP', async () => {
    const server = await serveHttp((_request, response) => void response.end());
    expect(await send(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
    });
  });

  it('https to a port that closes the connection', async () => {
    const server = await serveGreeting('');
    expect(await send(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
      detail: 'ECONNRESET',
    });
  });

  it('https to a port that resets the connection: "TLS handshake was reset" (error dictionary, 11220)', async () => {
    const server = createTcpServer((socket) => void socket.resetAndDestroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await send(`https://127.0.0.1:${port}`)).toMatchObject({
      kind: 'failure',
      reason: 'tls',
      detail: 'ECONNRESET',
    });
  });

  it('https to a port that says something else', async () => {
    const server = await serveGreeting('SSH-2.0-OpenSSH_9.6\r\n');
    expect(await send(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
    });
  });

  it('https to a port that says nothing is a connection that was not established in time', async () => {
    const server = await serveRaw(() => {});
    const url = server.origin.replace('http:', 'https:');
    expect(await send(url, { connectTimeoutMs: 80 })).toMatchObject({
      kind: 'failure',
      reason: 'connect-timeout',
    });
    await server.quiet();
  });

  it('a TLS version below 1.2', async () => {
    const own = certificate({ name: 'app', hosts: HOSTS });
    const server = await serveTls({ ...own, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' });
    expect(await send(server.origin)).toMatchObject({ kind: 'failure', reason: 'tls' });
  });

  it('http to a port that speaks TLS is not HTTP: "plain HTTP sent to a TLS port" (error dictionary, 11206)', async () => {
    // An alert of TLS: fatal, record overflow.
    const server = await serveBytes(Buffer.from([0x15, 3, 1, 0, 2, 2, 22]));
    expect(await send(server.origin)).toMatchObject({ kind: 'failure', reason: 'not-http' });
  });

  it('http to a port that speaks TLS and closes without a word is a closed connection', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS }));
    expect(await send(server.origin.replace('https:', 'http:'))).toMatchObject({
      kind: 'failure',
      reason: 'closed',
    });
  });
});
