import { type WrongBytes, wrongBytesDiagnostic, wrongTextDiagnostic } from '../../errors/wrong-bytes.ts';
import type { Finished, Progress } from '../../http/exchange-state.ts';
import { childElements, type Document } from '../../twiml/document.ts';
import type { Finding } from '../../twiml/finding.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import { byteOrderMark } from '../../twiml/source/byte-order-mark.ts';
import { type Parsed, parseTwiml } from '../../twiml/source/parse.ts';
import { unreadable } from '../../twiml/source/unreadable.ts';
import { validate } from '../../twiml/validate.ts';
import type { Sid } from '../identifiers.ts';
import type { AwaitedBy } from '../pending.ts';
import { type DocumentRequest, isCallback, type Purpose } from '../request.ts';
import type { Frame, FrameRole } from '../switchboard.ts';
import { fatalCode, tellExchange } from '../turn/exchange-summary.ts';
import { beginExchange, progressed } from '../turn/exchanges.ts';
import type { Product } from '../turn/product.ts';
import type { Turn } from '../turn/turn.ts';
import { failLeg, proceed, sameRole } from './leg-life.ts';

/** An exchange went on or ended: its next hop becomes work, its answer the leg's next document. */
export function arrived(
  turn: Turn,
  sid: Sid,
  progress: Progress,
  { purpose, awaitedBy }: { readonly purpose: Purpose; readonly awaitedBy: AwaitedBy },
): void {
  progressed(turn, sid, progress, { purpose, awaitedBy });
  if (!progress.done) return;
  const unwanted = awaitedBy === 'nobody' || turn.leg(sid).endedAt !== null;
  const done = unwanted ? pardoned(progress.done) : progress.done;
  tellExchange(turn, sid, purpose, done);
  if (isCallback(purpose)) return turn.product.callbackAnswered(turn, sid, purpose, done);
  if (turn.product.judges?.(turn, sid, purpose, done)) return;
  for (const finding of done.diagnostics) turn.report(sid, finding);
  if (awaitedBy === 'nobody' || turn.leg(sid).endedAt !== null) return;
  const role = typeof awaitedBy === 'object' && 'frame' in awaitedBy ? awaitedBy.frame : null;
  if (!done.content) return failLeg(turn, sid, { code: fatalCode(done), url: done.url, purpose }, role);
  openContent(turn, sid, { content: done.content, url: done.url, purpose, role });
}

/** What came, and what it is for. */
interface Came {
  readonly content: NonNullable<Finished['content']>;
  readonly url: string;
  readonly purpose: Purpose;
  readonly role: FrameRole | null;
}

/** Runs what came: a document, or one that stands for what is none. */
function openContent(turn: Turn, sid: Sid, { content, url, purpose, role }: Came): void {
  const { kind, body, media: file, wrong } = content;
  const media = file === null ? {} : { [url]: file };
  const text = { url, baseUrl: url, purpose, role, media };
  if (kind === 'twiml') return openDocument(turn, sid, { ...text, source: body, ...(wrong && { wrong }) });
  if (kind === 'text' && wrong) turn.report(sid, wrongTextDiagnostic(url, wrong));
  // Plain text that is TwiML is run as TwiML in a call (Twilio docs: TwiML for Programmable Voice).
  const isTwiml = kind === 'text' && turn.product.runsPlainText && parseTwiml(body, url).ok;
  openDocument(turn, sid, { ...text, source: isTwiml ? body : turn.product.twimlFor(content, url) });
}

/** An empty answer is right where nobody is left to run a document: after the caller has hung up. */
function pardoned(done: Finished): Finished {
  const got = done.hops.at(-1)?.got;
  if (got?.kind !== 'response' || got.bytes > 0 || got.status < 200 || got.status > 299) return done;
  // The answer of a callback has a judgement of its own.
  if (done.request.expects === 'nothing') return done;
  return { ...done, content: { kind: 'empty', type: null, body: '', media: null }, diagnostics: [] };
}

/** A text that is to be a leg's document. */
interface DocumentText {
  readonly source: string;
  readonly url: string;
  /** Base of its relative URLs; `null` for TwiML that has none. */
  readonly baseUrl: string | null;
  /** Why it was asked for. */
  readonly purpose: Purpose;
  /** What it is for; `null` for the leg's main document. */
  readonly role: FrameRole | null;
  /** Where its bytes are not what they are said to be. */
  readonly wrong?: WrongBytes;
  /** Files that came with it. */
  readonly media?: Frame['media'];
}

/** Makes a text the leg's document and gets its first verb ready. What cannot be parsed fails the leg. */
export function openDocument(turn: Turn, sid: Sid, text: DocumentText): void {
  const { source, url, baseUrl, purpose, role, media = {} } = text;
  const below = framesBelow(turn, sid, role);
  const mark = byteOrderMark(source, url);
  if (mark) turn.tellOnce(sid, mark);
  const parsed = readDocument(text);
  if (!parsed.ok) {
    // Without elements there is nothing to run, but there is something to look at.
    const broken = {
      document: { url, source: readable(source), elements: [] },
      baseUrl,
      running: [],
      skips: [],
      media,
      role,
    };
    turn.setLeg(sid, { frames: [...below, broken], ready: null });
    const refusal = unreadable(parsed.diagnostic, turn.product.name);
    turn.report(sid, refusal);
    // A warning fails nothing: there is just nothing to run.
    if (refusal.level !== 'error') return turn.product.exhausted(turn, sid, 'the document is no XML');
    return failLeg(turn, sid, { code: refusal.code ?? 12100, url, purpose }, role);
  }
  const { document } = parsed;
  const findings = findingsOf(document, turn.product);
  const skips = findings.filter(({ effect }) => effect === 'skip').map(({ element }) => element);
  // A document that can be run mends what failed before: then the fallback URL answered.
  const frame = { document, baseUrl, running: [], skips, media, role };
  turn.setLeg(sid, { frames: [...below, frame], ready: null, ...(role ? {} : { error: null }) });
  turn.emit(sid, { type: 'document', url, verbs: childElements(document, 0).map(({ name }) => name) });
  for (const finding of findings) if (worthTelling(finding)) turn.tellOnce(sid, finding);
  proceed(turn, sid, null);
}

/** Bytes that are no text are worse than what they would be read as. */
function readDocument({ source, url, wrong }: DocumentText): Parsed {
  return wrong
    ? { ok: false, diagnostic: wrongBytesDiagnostic(source, url, wrong) }
    : parseTwiml(source, url);
}

/** The documents that stay below a new one: one of the same role is replaced, a main document replaces all. */
function framesBelow(turn: Turn, sid: Sid, role: FrameRole | null): readonly Frame[] {
  if (!role) return [];
  const { frames } = turn.leg(sid);
  const same = frames.findIndex((frame) => sameRole(frame.role, role));
  return same === -1 ? frames : frames.slice(0, same);
}

/**
 * Puts a document above those of a leg, or in place of the one of that role: the verb of `role` is told when it has
 * run out, failed, or ended itself.
 */
export function openAbove(turn: Turn, sid: Sid, role: FrameRole, request: DocumentRequest): void {
  const own = [...request.own, ...(turn.product.roleParameters?.(turn, sid, role) ?? [])];
  arrived(turn, sid, beginExchange(turn, sid, { ...request, own }), {
    purpose: request.purpose,
    awaitedBy: { frame: role },
  });
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
