import type { OwnFinding } from '../own-finding.ts';
import { type Fault, faultText } from './fault.ts';
import type { SignatureMode } from './sender.ts';

/** A fault in force, and how the user asked for it. */
export interface ActiveFault extends Fault {
  readonly asked: '--fault' | ':fault';
}

/** What a new exchange is to a fault: its number from 1, and whether nobody waits for its answer. */
export interface Beginning {
  readonly number: number;
  readonly callback: boolean;
}

/** What is done to one exchange, decided when it begins: attempts that follow are treated alike. */
export interface Treatment {
  /** For what it asks first; what it is redirected to is left alone. */
  readonly faults: readonly ActiveFault[];
  readonly signature: SignatureMode;
}

/**
 * How the user has requests spoiled: the faults in force, and how requests are signed. It outlives the calls of
 * a session; the core knows nothing of it and sees only the answers.
 */
export class Tampering {
  #faults: readonly ActiveFault[];
  #signature: SignatureMode;
  /** Faults that have struck an exchange, as they are written. */
  readonly #struck = new Set<string>();
  /** Is told when somebody has asked for something else. */
  changed: () => void = () => {};

  constructor(faults: readonly Fault[] = [], signature: SignatureMode = 'valid') {
    this.#faults = faults.map((fault) => ({ ...fault, asked: '--fault' }));
    this.#signature = signature;
  }

  /** In force, in the order in which they were asked for. */
  get faults(): readonly ActiveFault[] {
    return this.#faults;
  }

  get signature(): SignatureMode {
    return this.#signature;
  }

  /** Asked for at the prompt; the same fault again changes nothing. */
  spoil(fault: Fault): void {
    const others = this.#faults.filter((other) => faultText(other) !== faultText(fault));
    this.#faults = [...others, { ...fault, asked: ':fault' }];
    this.changed();
  }

  spoilNothing(): void {
    this.#faults = [];
    this.changed();
  }

  /** From the next exchange on. */
  signWith(mode: SignatureMode): void {
    this.#signature = mode;
    this.changed();
  }

  /** What to say, at the end of a run that nobody watched, of faults that never struck: they may be misplaced. */
  lastWords(): readonly OwnFinding[] {
    const unused = this.#faults.map(faultText).filter((text) => !this.#struck.has(text));
    if (unused.length === 0) return [];
    const message = `never struck: the fault${unused.length === 1 ? '' : 's'} ${unused.join(', ')}`;
    const help =
      'exchanges are counted from 1; url: takes a path such as url:/voice; out-of-order strikes callbacks alone';
    return [{ rule: 'fault-unused', level: 'warning', message, help }];
  }

  #strike(faults: readonly ActiveFault[]): readonly ActiveFault[] {
    for (const fault of faults) this.#struck.add(faultText(fault));
    return faults;
  }

  /** Decides about an exchange that begins; faults for the next one are used up. */
  begin({ number, callback }: Beginning): Treatment {
    const fits = this.#faults.filter(
      ({ kind, place }) =>
        (callback || kind.type !== 'out-of-order') &&
        (place.type === 'always' ||
          place.type === 'next' ||
          (place.type === 'at' && place.number === number)),
    );
    const used = fits.filter(({ place }) => place.type === 'next');
    if (used.length > 0) this.#faults = this.#faults.filter((fault) => !used.includes(fault));
    return { faults: this.#strike(fits), signature: this.#signature };
  }

  /** The faults of every request to a path. */
  at(path: string, callback: boolean): readonly ActiveFault[] {
    return this.#strike(
      this.#faults.filter(
        ({ kind, place }) =>
          place.type === 'url' && place.path === path && (callback || kind.type !== 'out-of-order'),
      ),
    );
  }

  /** What a front end says of it all the time. */
  get notices(): readonly string[] {
    return [
      ...this.#faults.map((fault) => `fault: ${faultText(fault)} (${fault.asked})`),
      ...(this.#signature === 'valid' ? [] : [SIGNATURE_NOTICES[this.#signature]]),
    ];
  }
}

const SIGNATURE_NOTICES: Readonly<Record<Exclude<SignatureMode, 'valid'>, string>> = {
  wrong: 'requests are signed with a wrong token, on request',
  missing: 'requests are not signed, on request',
};
