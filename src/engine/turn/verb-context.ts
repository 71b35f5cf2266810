import type { Piece } from '../../audio/piece.ts';
import type { Finished } from '../../http/exchange-state.ts';
import { type Document, type Element, type ElementId, elementOf } from '../../twiml/document.ts';
import type { Sid, WorkId } from '../identifiers.ts';
import {
  type Frame,
  type FrameRole,
  type Leg,
  type Media,
  placeOf,
  type RunningVerb,
  type RunRef,
} from '../switchboard.ts';
import { ElementReader } from './element-reader.ts';
import { tellExchange } from './exchange-summary.ts';
import { beginExchange, giveUpWhere, progressed } from './exchanges.ts';
import { type HeardTo, heardAs } from './heard.ts';
import type { Turn } from './turn.ts';

/** A running verb, its document, the index of that among the leg's, and how deep the verb is nested there. */
interface RunningPlace {
  readonly frame: Frame;
  readonly running: RunningVerb;
  readonly at: number;
  readonly depth: number;
}

/** A running verb's view of the switchboard: its element, its leg, and what it may do. Lives for one turn. */
export class VerbContext extends ElementReader {
  /** The verb as it was when the turn got to it. */
  readonly running: RunningVerb;
  /** The index of its document among the leg's, and how deep it is nested there. */
  readonly at: number;
  readonly depth: number;

  private constructor(turn: Turn, sid: Sid, { frame, running, at, depth }: RunningPlace) {
    super(turn, sid, frame, elementOf(frame.document, running.element));
    this.running = running;
    this.at = at;
    this.depth = depth;
  }

  /** The view of a run; `null` when it is over. */
  static of(turn: Turn, sid: Sid, run: number): VerbContext | null {
    const leg = turn.leg(sid);
    const place = placeOf(leg, run);
    const frame = place && leg.frames[place.frame];
    const running = frame?.running[place?.depth ?? 0];
    if (!place || !frame || !running) return null;
    return new VerbContext(turn, sid, { frame, running, at: place.frame, depth: place.depth });
  }

  /** This run, for whoever is to tell it something later. */
  get ref(): RunRef {
    return { leg: this.sid, run: this.running.run };
  }

  /** What its document is for; `null` in a main one. */
  get role(): FrameRole | null {
    return this.frame.role;
  }

  get leg(): Leg {
    return this.turn.leg(this.sid);
  }

  get document(): Document {
    return this.frame.document;
  }

  /** Elements that are not to be started, by what validation found. */
  get skips(): readonly ElementId[] {
    return this.frame.skips;
  }

  /** Another element of the document: a noun of this verb. */
  noun(element: Element): ElementReader {
    return new ElementReader(this.turn, this.sid, this.frame, element);
  }

  /** Asks for a file: the answer when it is there already, else `null`, and the signal `fetched` follows. */
  load(url: string): Finished | null {
    const wanted = { purpose: 'media', method: 'GET', url, own: [] } as const;
    const progress = beginExchange(this.turn, this.sid, wanted);
    progressed(this.turn, this.sid, progress, { purpose: 'media', awaitedBy: { run: this.running.run } });
    if (progress.done) tellExchange(this.turn, this.sid, 'media', progress.done);
    return progress.done;
  }

  /** Gives up the files that it asked for and that have not come. */
  unload(): void {
    const { run } = this.running;
    giveUpWhere(
      this.turn,
      this.sid,
      (work) =>
        work.kind === 'hop' &&
        work.leg === this.sid &&
        typeof work.awaitedBy === 'object' &&
        'run' in work.awaitedBy &&
        work.awaitedBy.run === run,
    );
  }

  /** Puts a file aside for the verbs of the document, or (`null`) has them ask for it themselves again. */
  keepMedia(url: string, media: Media | null): void {
    const frames = this.leg.frames.map((frame, at) => {
      if (at !== this.at) return frame;
      const { [url]: _, ...others } = frame.media;
      return { ...frame, media: media ? { ...others, [url]: media } : others };
    });
    this.turn.setLeg(this.sid, { frames });
  }

  /** A file that came with the document. */
  fetchedBefore(url: string): Media | null {
    return this.frame.media[url] ?? null;
  }

  play(piece: Piece): WorkId {
    return this.turn.play(this.sid, this.running.run, piece);
  }

  /** A timer; `label` says in a word what it counts. */
  timer(ms: number, label: string | null = null): WorkId {
    return this.turn.timer(this.sid, this.running.run, ms, label);
  }

  drop(work: WorkId | null): void {
    if (work !== null) this.turn.drop(work);
  }

  /** Tells that the leg heard a piece. */
  heard(piece: Piece, howFar: HeardTo): void {
    this.turn.emit(this.sid, { type: 'heard', interrupted: howFar === 'cut-off', ...heardAs(piece) });
  }
}
