import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WireAnswer } from '../../src/http/transport.ts';
import { undiciTransport } from '../../src/http/undici-transport.ts';
import { certificate } from '../support/certificates.ts';
import { serveBytes, serveGreeting, serveHttp, serveRaw, serveTls } from '../support/loopback.ts';

const DAY_MS = 24 * 3_600_000;
const AUTHORITY = certificate({ name: 'twiml-debug test authority' });
const HOSTS = ['127.0.0.1', 'localhost'];

/** Makes this process trust the test's authority until the test is over. */
function trustAuthority(): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, AUTHORITY.cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}

/** Asks a server, as a webhook's URL. */
function get(origin: string, wire = undiciTransport()): Promise<WireAnswer> {
  onTestFinished(() => wire.close());
  const request = {
    method: 'GET',
    url: `${origin}/`,
    headers: [],
    body: null,
    timeoutMs: 10_000,
    maxBytes: 65_536,
  } as const;
  return wire.send(request, new AbortController().signal);
}

describe('https', () => {
  it('with a certificate of an authority that is trusted', async () => {
    trustAuthority();
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }));
    expect(await get(server.origin)).toMatchObject({ kind: 'response', status: 200, body: '<Response/>' });
    expect(await get(`https://localhost:${server.port}`)).toMatchObject({ kind: 'response', status: 200 });
  });
});

describe('a certificate', () => {
  it('"self-signed is refused"', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS }));
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  it('is not looked at with insecure', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: ['elsewhere.test'] }));
    const transport = undiciTransport({ insecure: true });
    const request = {
      method: 'GET',
      url: server.origin,
      headers: [],
      body: null,
      timeoutMs: 5000,
      maxBytes: 1000,
    } as const;
    expect(await transport.send(request, new AbortController().signal)).toMatchObject({
      kind: 'response',
      status: 200,
    });
    await transport.close();
  });

  it('of an authority that nobody knows is not trusted', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }));
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  it('that comes with an authority that nobody knows is not trusted either', async () => {
    const own = certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY });
    const server = await serveTls({ ...own, cert: own.cert + AUTHORITY.cert });
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
  });

  it('that has expired', async () => {
    trustAuthority();
    const until = new Date(Date.now() - DAY_MS);
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY, until }));
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-expired',
      detail: 'CERT_HAS_EXPIRED',
    });
  });

  it('that is not valid yet is not trusted', async () => {
    trustAuthority();
    const from = new Date(Date.now() + DAY_MS);
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY, from }));
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-untrusted',
      detail: 'CERT_NOT_YET_VALID',
    });
  });

  it('for another host: "host mismatch"', async () => {
    trustAuthority();
    const server = await serveTls(certificate({ name: 'app', hosts: ['app.test'], signedBy: AUTHORITY }));
    expect(await get(server.origin)).toMatchObject({
      kind: 'failure',
      reason: 'certificate-name',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});

describe('handshake trouble is "TLS", not a closed connection', () => {
  it('https to a port that speaks plain HTTP', async () => {
    const server = await serveHttp((_request, response) => void response.end());
    expect(await get(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
    });
  });

  it('https to a port that closes the connection', async () => {
    const server = await serveGreeting('');
    expect(await get(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
      detail: 'ECONNRESET',
    });
  });

  it('https to a port that says something else', async () => {
    const server = await serveGreeting('SSH-2.0-OpenSSH_9.6\r\n');
    expect(await get(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'failure',
      reason: 'tls',
    });
  });

  it('https to a port that says nothing is a connection that was not established in time', async () => {
    const server = await serveRaw(() => {});
    const wire = undiciTransport({ connectTimeoutMs: 80 });
    expect(await get(server.origin.replace('http:', 'https:'), wire)).toMatchObject({
      kind: 'failure',
      reason: 'connect-timeout',
    });
    await server.quiet();
  });

  it('a TLS version below 1.2', async () => {
    const own = certificate({ name: 'app', hosts: HOSTS });
    const server = await serveTls({ ...own, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' });
    expect(await get(server.origin)).toMatchObject({ kind: 'failure', reason: 'tls' });
  });

  it('http to a port that speaks TLS is not HTTP: "plain HTTP sent to a TLS port" (error dictionary, 11206)', async () => {
    // An alert of TLS: fatal, record overflow.
    const server = await serveBytes(Buffer.from([0x15, 3, 1, 0, 2, 2, 22]));
    expect(await get(server.origin)).toMatchObject({ kind: 'failure', reason: 'not-http' });
  });

  it('http to a port that speaks TLS and closes without a word is a closed connection', async () => {
    const server = await serveTls(certificate({ name: 'app', hosts: HOSTS }));
    expect(await get(server.origin.replace('https:', 'http:'))).toMatchObject({
      kind: 'failure',
      reason: 'closed',
    });
  });
});
