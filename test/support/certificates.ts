import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate for a test, made on the spot: no key lies about, and none runs out while nobody looks. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** For signing others. */
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
}

export interface CertificateWish {
  readonly name: string;
  /** Host names and IPv4 addresses that it is for; none makes it a certificate authority. */
  readonly hosts?: readonly string[];
  /** Who signs it; itself otherwise. */
  readonly signedBy?: TestCertificate;
  readonly from?: Date;
  readonly until?: Date;
}

const YEAR_MS = 365 * 24 * 3_600_000;

/** Makes a certificate and its key (X.509 version 3, ECDSA with SHA-256 over P-256). */
export function certificate({ name, hosts = [], signedBy, from, until }: CertificateWish): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = signedBy?.issuer ?? { name, privateKey };
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(Math.floor(Math.random() * 2 ** 30) + 1),
    ECDSA_WITH_SHA256,
    commonName(issuer.name),
    sequence(time(from ?? new Date(Date.now() - YEAR_MS)), time(until ?? new Date(Date.now() + YEAR_MS))),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(hosts.length === 0 ? AUTHORITY : alternativeNames(hosts))),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  const whole = sequence(body, ECDSA_WITH_SHA256, tagged(0x03, Buffer.from([0]), signature));
  return {
    cert: pem(whole),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    issuer: { name, privateKey },
  };
}

/** DER: a tag, the length of what follows, and that. */
function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  const length = bytes.length;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), bytes]);
}

function sequence(...content: readonly Uint8Array[]): Buffer {
  return tagged(0x30, ...content);
}

function integer(value: number): Buffer {
  const hex = value.toString(16);
  return tagged(0x02, Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, ''), 'latin1'));
}

/** 2.5.4.3, common name. */
function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(name)))));
}

/** 2.5.29.17, subject alternative name. */
function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
      : tagged(0x82, Buffer.from(host, 'latin1')),
  );
  return sequence(oid('551d11'), tagged(0x04, sequence(...names)));
}

/** 1.2.840.10045.4.3.2. */
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));

/** 2.5.29.19, basic constraints, critical: this is a certificate authority. */
const AUTHORITY = sequence(
  oid('551d13'),
  tagged(0x01, Buffer.from([0xff])),
  tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))),
);

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
