import type { Finished, Hop, Progress } from '../http/exchange.ts';
import { type Params, paramsRecord } from '../http/params.ts';
import { byteOrderMark } from '../twiml/byte-order-mark.ts';
import { childElements, type Document } from '../twiml/document.ts';
import type { Finding } from '../twiml/finding.ts';
import { parseTwiml } from '../twiml/parse.ts';
import type { ProductName } from '../twiml/schema.ts';
import { validate } from '../twiml/validate.ts';
import type { HappenedOf, HopSummary } from './happened.ts';
import type { Sid } from './identifiers.ts';
import { failLeg, proceed } from './leg-life.ts';
import type { AwaitedBy } from './pending.ts';
import type { Product } from './product.ts';
import type { Purpose } from './request.ts';
import type { Turn } from './turn.ts';

/** An exchange went on or ended: its next hop becomes work, its answer the leg's next document. */
export function arrived(
  turn: Turn,
  sid: Sid,
  progress: Progress,
  purpose: Purpose,
  awaitedBy: AwaitedBy,
): void {
  turn.progressed(sid, progress, purpose, awaitedBy);
  const { done } = progress;
  if (!done) return;
  turn.emit(sid, { type: 'exchange', purpose, ...summary(done) });
  if (purpose === 'status-callback') return turn.product.callbackAnswered(turn, sid, done);
  for (const finding of done.diagnostics) turn.report(sid, finding);
  if (awaitedBy === 'nobody' || turn.leg(sid).endedAt !== null) return;
  if (!done.content) return failLeg(turn, sid, { code: fatalCode(done), url: done.url, purpose });
  const { kind, body } = done.content;
  const { url } = done;
  const open = (source: string) => openDocument(turn, sid, { source, url, baseUrl: url, purpose });
  if (kind === 'twiml') return open(body);
  // Plain text that is TwiML is run as TwiML (Twilio docs: TwiML for Programmable Voice).
  if (kind === 'text' && parseTwiml(body, url).ok) return open(body);
  open(turn.product.twimlFor(done.content, url));
}

/** A text that is to be a leg's document. */
interface DocumentText {
  readonly source: string;
  readonly url: string;
  /** Base of its relative URLs; `null` for TwiML that has none. */
  readonly baseUrl: string | null;
  /** Why it was asked for. */
  readonly purpose: Purpose;
}

/** Makes a text the leg's document and gets its first verb ready. What cannot be parsed fails the leg. */
export function openDocument(turn: Turn, sid: Sid, text: DocumentText): void {
  const { source, url, baseUrl, purpose } = text;
  const mark = byteOrderMark(source, url);
  if (mark) turn.tellOnce(sid, mark);
  const parsed = parseTwiml(source, url);
  if (!parsed.ok) {
    // Without elements there is nothing to run, but there is something to look at.
    const broken = {
      document: { url, source: readable(source), elements: [] },
      baseUrl,
      running: [],
      skips: [],
    };
    turn.setLeg(sid, { frames: [broken], ready: null });
    turn.report(sid, parsed.diagnostic);
    return failLeg(turn, sid, { code: parsed.diagnostic.code ?? 12100, url, purpose });
  }
  const { document } = parsed;
  const findings = findingsOf(document, turn.product);
  const skips = findings.filter(({ effect }) => effect === 'skip').map(({ element }) => element);
  // A document that can be run mends what failed before: then the fallback URL answered.
  turn.setLeg(sid, { frames: [{ document, baseUrl, running: [], skips }], ready: null, error: null });
  turn.emit(sid, { type: 'document', url, verbs: childElements(document, 0).map(({ name }) => name) });
  for (const finding of findings) if (worthTelling(finding)) turn.tellOnce(sid, finding);
  proceed(turn, sid, null);
}

/** What fails is told when it is reached; what is only worth knowing is for a check, not for every call. */
function worthTelling({ effect, level }: Finding): boolean {
  return effect !== 'fail' && level !== 'info';
}

/** What a document's lines and columns count from: its text without a byte-order mark. */
function readable(source: string): string {
  return source.startsWith('\uFEFF') ? source.slice(1) : source;
}

/**
 * What validation finds. The same elements are found the same fault with; a document that comes again (its
 * elements are remembered) is not looked through again.
 */
function findingsOf(document: Document, { name, language }: Product): readonly Finding[] {
  const known = FOUND.get(document.elements);
  if (known?.url === document.url && known.product === name) return known.findings;
  const findings = validate(document, name, language);
  FOUND.set(document.elements, { url: document.url, product: name, findings });
  return findings;
}

const FOUND = new WeakMap<
  Document['elements'],
  { readonly url: string; readonly product: ProductName; readonly findings: readonly Finding[] }
>();

function fatalCode(done: Finished): number {
  return done.diagnostics.find(({ level }) => level === 'error')?.code ?? 11200;
}

function summary(done: Finished): Omit<HappenedOf<'exchange'>, 'at' | 'call' | 'type' | 'purpose'> {
  const { request, hops } = done;
  const last = hops.at(-1);
  const got = last?.got.kind === 'response' ? last.got : null;
  const params: Params = [...request.standard, ...request.own];
  const failed = done.content === null;
  return {
    method: request.method,
    url: request.url,
    params: paramsRecord(params),
    status: got?.status ?? null,
    contentType: got?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null,
    bytes: got?.bytes ?? 0,
    cache: last?.cache ?? 'bypass',
    error: failed ? fatalCode(done) : null,
    durationMs: hops.reduce((sum, hop) => sum + hop.durationMs, 0),
    hops: hops.map(hopSummary),
  };
}

function hopSummary(hop: Hop): HopSummary {
  const { request, got, cookies } = hop;
  return {
    method: request.method,
    url: request.url,
    status: got.kind === 'response' ? got.status : null,
    location: hop.location,
    requestHeaders: Object.fromEntries(
      hop.cache === 'hit' ? request.headers : [...request.headers, ...got.sent.headers],
    ),
    responseHeaders: got.kind === 'response' ? got.headers : [],
    cookiesSent: Object.fromEntries(hop.cookiesSent.map(({ name, value }) => [name, value])),
    cookiesSet: Object.fromEntries(
      cookies.flatMap((change) =>
        change.type === 'rejected'
          ? []
          : [[change.cookie.name, change.type === 'set' ? change.cookie.value : null]],
      ),
    ),
    cookiesRejected: cookies.flatMap((change) =>
      change.type === 'rejected' ? [{ header: change.header, reason: change.reason }] : [],
    ),
    cache: hop.cache,
    durationMs: hop.durationMs,
    signed:
      hop.cache !== 'hit' && got.sent.signature
        ? { string: got.sent.signature.signed, key: got.sent.signature.key }
        : null,
  };
}
