import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect } from 'vitest';
import { certificate } from '../../support/certificates.ts';
import { closing, HI, redirect, twiml } from '../answers.ts';
import { ANNOUNCEMENT, type HostileCase, type Stage } from '../hostile-case.ts';

const DAY_MS = 24 * 3_600_000;
const AUTHORITY = certificate({ name: 'twiml-debug test authority' });
const BETWEEN = certificate({ name: 'twiml-debug test intermediate', signedBy: AUTHORITY });
const HOSTS = ['127.0.0.1', 'localhost'];
const SELF_SIGNED = certificate({ name: 'app', hosts: HOSTS });

const app = { '/voice': HI };

/** Lets the calls of a case trust the authority. */
function trusted(stage: Stage): string {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, AUTHORITY.cert]);
  stage.atEnd(() => setDefaultCACertificates(before));
  return '';
}

/** A second server with a certificate that it signed itself. */
async function selfSigned(stage: Stage): Promise<string> {
  return (await stage.serve({ '/next': HI }, { tls: SELF_SIGNED })).origin;
}

/** What fails in the handshake is tried again, and never got as far as HTTP. */
function handshakeFails(reason: string) {
  return { hops: [`${reason} ${reason}#2`], exitCode: 3 } as const;
}

/** Resets the first connections when their handshake begins. */
function resetsHandshakes(count: number) {
  return (socket: Socket, number: number) => {
    if (number <= count) socket.resetAndDestroy();
    return number <= count;
  };
}

export const tls: readonly HostileCase[] = [
  {
    title: 'a certificate of an authority that is trusted is fine',
    beside: trusted,
    tls: certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY }),
    app,
  },
  {
    title: 'a self-signed certificate is refused',
    tls: SELF_SIGNED,
    app,
    code: 11237,
    ...handshakeFails('certificate-untrusted'),
  },
  { title: 'a self-signed certificate is fine with --insecure', tls: SELF_SIGNED, app, args: ['--insecure'] },
  {
    title: 'a certificate that has expired is refused',
    beside: trusted,
    tls: certificate({
      name: 'app',
      hosts: HOSTS,
      signedBy: AUTHORITY,
      until: new Date(Date.now() - DAY_MS),
    }),
    app,
    code: 11236,
    ...handshakeFails('certificate-expired'),
  },
  {
    title: 'a certificate on its last day is fine',
    beside: trusted,
    tls: certificate({
      name: 'app',
      hosts: HOSTS,
      signedBy: AUTHORITY,
      until: new Date(Date.now() + DAY_MS),
    }),
    app,
  },
  {
    title: 'a certificate that is not valid yet is not trusted',
    beside: trusted,
    tls: certificate({ name: 'app', hosts: HOSTS, signedBy: AUTHORITY, from: new Date(Date.now() + DAY_MS) }),
    app,
    code: 11237,
    ...handshakeFails('certificate-untrusted'),
  },
  {
    title: 'a certificate for another host is a domain mismatch',
    beside: trusted,
    tls: certificate({ name: 'app', hosts: ['app.test'], signedBy: AUTHORITY }),
    app,
    code: 11235,
    ...handshakeFails('certificate-name'),
  },
  {
    title: 'a certificate for another host is fine with --insecure',
    tls: certificate({ name: 'app', hosts: ['app.test'], signedBy: AUTHORITY }),
    app,
    args: ['--insecure'],
  },
  {
    title: 'a chain without its intermediate certificate is not trusted',
    beside: trusted,
    tls: certificate({ name: 'app', hosts: HOSTS, signedBy: BETWEEN }),
    app,
    code: 11237,
    ...handshakeFails('certificate-untrusted'),
  },
  {
    title: 'a chain with its intermediate certificate is fine',
    beside: trusted,
    tls: chained(),
    app,
  },
  {
    title: 'TLS 1.1 is a handshake error',
    tls: { ...SELF_SIGNED, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' },
    app,
    args: ['--insecure'],
    code: 11220,
    ...handshakeFails('tls'),
  },
  {
    title: 'TLS 1.2 is fine',
    tls: { ...SELF_SIGNED, maxVersion: 'TLSv1.2' },
    app,
    args: ['--insecure'],
    also: ({ run }) => expect(run.of('exchange')[0]?.hops[0]?.connection?.tls?.version).toBe('TLSv1.2'),
  },
  {
    title: 'https to a port that speaks plain HTTP is a handshake error',
    beside: plainHttp,
    target: '{beside}/voice',
    code: 11220,
    ...handshakeFails('tls'),
  },
  {
    title: 'plain HTTP to a port that speaks TLS violates the protocol',
    // What OpenSSL says to it: a fatal alert.
    app: { '/voice': closing(Buffer.from([0x15, 3, 1, 0, 2, 2, 22])) },
    code: 11206,
    hops: ['not-http'],
    exitCode: 3,
  },
  {
    title: 'plain HTTP to a port that speaks TLS and closes without a word is a connection failure',
    tls: SELF_SIGNED,
    app,
    target: 'http://{host}/voice',
    code: 11205,
    hops: ['closed'],
    exitCode: 3,
  },
  {
    title: 'a handshake that is reset is a handshake error',
    beside: (stage) => resetting(stage, 2),
    target: '{beside}/next',
    args: ['--insecure'],
    code: 11220,
    ...handshakeFails('tls'),
  },
  {
    title: 'a handshake that is reset once is tried again',
    beside: (stage) => resetting(stage, 1),
    target: '{beside}/next',
    args: ['--insecure'],
    hops: ['tls 200#2'],
  },
  {
    title: 'a redirect from http to a self-signed https fails there',
    beside: selfSigned,
    app: (beside) => ({ '/voice': redirect(302, `Location: ${beside}/next`) }),
    code: 11237,
    hops: ['302 certificate-untrusted certificate-untrusted#2'],
  },
  {
    title: 'a redirect from http to https is followed',
    beside: selfSigned,
    app: (beside) => ({ '/voice': redirect(302, `Location: ${beside}/next`) }),
    args: ['--insecure'],
    hops: ['302 200'],
  },
  {
    title: 'a redirect from https to http is followed',
    tls: SELF_SIGNED,
    beside: async (stage) => (await stage.serve({ '/next': HI })).origin,
    app: (beside) => ({ '/voice': redirect(302, `Location: ${beside}/next`) }),
    args: ['--insecure'],
    hops: ['302 200'],
  },
  {
    title: 'a document that is fine may lead to one behind a bad certificate',
    beside: selfSigned,
    app: (beside) => ({ '/voice': twiml(`<Say>Hi</Say><Redirect>${beside}/next#rc=0</Redirect>`) }),
    code: 11237,
    heard: ['Hi', ANNOUNCEMENT],
    hops: ['200', 'certificate-untrusted'],
  },
];

/** A server's certificate with the one that signed it behind. */
function chained() {
  const own = certificate({ name: 'app', hosts: HOSTS, signedBy: BETWEEN });
  return { key: own.key, cert: own.cert + BETWEEN.cert };
}

async function plainHttp(stage: Stage): Promise<string> {
  const { origin } = await stage.serve({}, { greet: refuses });
  return origin.replace('http:', 'https:');
}

/** https behind a door that slams: the first connections are reset before their handshake. */
async function resetting(stage: Stage, count: number): Promise<string> {
  const { origin } = await stage.serve({ '/next': HI }, { tls: SELF_SIGNED, door: resetsHandshakes(count) });
  return origin;
}

function refuses(socket: Socket): boolean {
  socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
  return true;
}
