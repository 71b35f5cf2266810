import { LegNames } from '../../debug/leg-names.ts';
import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import type { Document } from '../../twiml/document.ts';
import { parseTwiml } from '../../twiml/source/parse.ts';
import type { Side } from './side.ts';
import type { LegSteps, Step } from './step.ts';
import { prefixed, type StepValues, valuesOf } from './step-values.ts';
import { elementAt, isNested, verbValues } from './verb-values.ts';
import type { Mask } from './volatile.ts';

/** What belongs to no leg. */
const SESSION = 'session';

/** The steps of a session, leg by leg in the order in which they came up, and those of the session as a whole. */
export function legStepsOf(side: Side, masks: readonly Mask[]): readonly LegSteps[] {
  const names = new LegNames();
  for (const event of side.events)
    if (event.type === 'call' && event.call !== null) names.add(event.call, event.parent);
  const legs = new Map<string, LegBuilder>();
  let wireMs = 0;
  for (const event of side.events) {
    if (event.type === 'exchange') wireMs += event.durationMs;
    const call = event.type === 'end' || event.call === null ? SESSION : event.call;
    const leg = legs.get(call) ?? new LegBuilder(side.sources);
    legs.set(call, leg);
    leg.add(event, (other) => names.of(other), wireMs);
  }
  return [...legs].map(([call, leg]) => leg.built(names.of(call), names, masks));
}

interface Begun extends StepValues {
  readonly seq: number;
  readonly nested: boolean;
  readonly wireMs: number;
  /** Pieces that were heard while it ran, each once in a row. */
  readonly heard: { kind: string; value: string; interrupted: boolean }[];
}

/** Puts what is told of one leg together: what is heard belongs to its verb, keys in a row are one input. */
class LegBuilder {
  readonly #steps: Begun[] = [];
  readonly #sources: Side['sources'];
  readonly #documents = new Map<string, Document | null>();
  #lastBody: string | null = null;
  #call: PublicEventOf<'call'> | null = null;
  #verb: Begun | null = null;

  constructor(sources: Side['sources']) {
    this.#sources = sources;
  }

  add(event: PublicEvent, nameOf: (call: string) => string, wireMs: number): void {
    if (event.type === 'call') this.#call ??= event;
    switch (event.type) {
      case 'exchange':
        this.#lastBody = event.hops.at(-1)?.responseBody ?? null;
        this.#begin(event, valuesOf(event, nameOf), wireMs);
        // What is heard from here on is no more of the verb that asked.
        if (this.#steps.at(-1)?.kind === 'request') this.#verb = null;
        return;
      case 'document':
        this.#documents.set(event.url, parsed(this.#sources[event.url] ?? this.#lastBody, event.url));
        return;
      case 'verb':
        return this.#startVerb(event, wireMs);
      case 'heard':
        return this.#hear(event, wireMs);
      case 'input':
        return this.#input(event, wireMs);
      default:
        return this.#begin(event, valuesOf(event, nameOf), wireMs);
    }
  }

  built(name: string, names: LegNames, masks: readonly Mask[]): LegSteps {
    const { parent = null, to = '', from = '', direction = '' } = this.#call ?? {};
    return {
      name,
      parent: parent === null ? null : names.of(parent),
      identity: parent === null ? direction : `${direction} ${to} ${from}`,
      steps: this.#steps.map((step) => finished(step, masks)),
    };
  }

  #begin({ seq }: PublicEvent, values: StepValues | null, wireMs: number, nested = false): void {
    if (values) this.#steps.push({ ...values, seq, nested, wireMs, heard: [] });
  }

  #startVerb(event: PublicEventOf<'verb'>, wireMs: number): void {
    const document = this.#documents.get(event.url) ?? null;
    const element = document && elementAt(document, event.line, event.column);
    this.#begin(event, verbValues(event, element), wireMs, element !== null && isNested(element));
    this.#verb = this.#steps.at(-1) ?? null;
  }

  #hear(event: PublicEventOf<'heard'>, wireMs: number): void {
    const { kind, text, url, interrupted } = event;
    const value = text ?? url ?? kind;
    if (!this.#verb) {
      const values = prefixed('heard', { [kind]: value });
      const what = `heard: ${value}`;
      return this.#begin(
        event,
        { kind: 'heard', lane: 'main', identity: kind, what, place: null, values, times: {} },
        wireMs,
      );
    }
    const { heard } = this.#verb;
    const last = heard.at(-1);
    // Music while waiting is heard as often as there is time.
    if (last && last.kind === kind && last.value === value) last.interrupted = interrupted;
    else heard.push({ kind, value, interrupted });
  }

  #input(event: PublicEventOf<'input'>, wireMs: number): void {
    const { kind, value } = event;
    const last = this.#steps.findLast(({ lane }) => lane === 'main');
    if (kind === 'digits' && last?.identity === 'digits') {
      last.values['input.digits'] = `${last.values['input.digits'] ?? ''}${value ?? ''}`;
      return;
    }
    const what = value === null ? kind : `${kind} ${value}`;
    const values = prefixed('input', { [kind]: value ?? '' });
    this.#begin(
      event,
      { kind: 'input', lane: 'main', identity: kind, what, place: null, values, times: {} },
      wireMs,
    );
  }
}

function finished({ heard, values, identity, ...step }: Begun, masks: readonly Mask[]): Step {
  const raw: Record<string, string> = { ...values };
  // It is compared as it was heard.
  if (heard.length > 0) for (const name of ['Say', 'Play']) delete raw[`verb.${name}.text`];
  const counts = new Map<string, number>();
  for (const { kind, value, interrupted } of heard) {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const path = `heard.${kind}${count === 1 ? '' : `[${count}]`}`;
    raw[path] = value;
    if (interrupted) raw[`${path}.interrupted`] = 'true';
  }
  const fields: Record<string, string> = {};
  for (const [path, value] of Object.entries(raw)) {
    let masked = value;
    for (const { mask } of masks) masked = mask(path, masked);
    fields[path] = masked;
  }
  const named = masks.reduce((text, { mask }) => mask('', text), identity);
  const key = JSON.stringify([
    step.kind,
    named,
    Object.entries(fields).toSorted(([x], [y]) => (x < y ? -1 : 1)),
  ]);
  const what =
    step.kind === 'input' && values['input.digits'] ? `digits ${values['input.digits']}` : step.what;
  return { ...step, identity: named, what, raw, fields, key };
}

function parsed(text: string | null, url: string): Document | null {
  if (text === null) return null;
  const read = parseTwiml(text, url);
  return read.ok ? read.document : null;
}
