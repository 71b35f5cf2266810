/** A status line of HTTP/1.x up to the character after its status: `HTTP/1.1 100 `. */
const STATUS_LENGTH = 13;

/** Where the status begins, whose first digit tells. */
const STATUS_AT = 9;

const DIGIT_ONE = 0x31;

/** Larger interim answers than this are left to the parser to complain about. */
const MOST_HELD_BYTES = 16_384;

const NOTHING = Buffer.alloc(0);

/**
 * Takes interim answers (100 Continue, 103 Early Hints) from the beginning of what a server answers: "A client MUST
 * be able to parse one or more 1xx responses received prior to a final response" (RFC 9110 section 15.2), and undici
 * takes 100 for an error. 101 is none of them: nobody asked for another protocol.
 */
export class InterimAnswers {
  #held: Buffer | null = null;
  #over = false;

  /** What is left of a packet. It is empty while it is not clear what it begins. */
  skip(packet: Buffer): Buffer {
    if (this.#over) return packet;
    let bytes = this.#held === null ? packet : Buffer.concat([this.#held, packet]);
    this.#held = null;
    while (bytes.length > 0) {
      const end = endOfInterim(bytes);
      if (end === 'none' || (end === 'unknown' && bytes.length > MOST_HELD_BYTES)) return this.#pass(bytes);
      if (end === 'unknown') {
        this.#held = bytes;
        return NOTHING;
      }
      bytes = bytes.subarray(end);
    }
    return NOTHING;
  }

  #pass(bytes: Buffer): Buffer {
    this.#over = true;
    return bytes;
  }
}

/** Where the interim answer ends that these bytes begin with: `none` if they begin with another answer. */
function endOfInterim(bytes: Buffer): number | 'none' | 'unknown' {
  if (bytes.length >= STATUS_LENGTH && bytes[STATUS_AT] !== DIGIT_ONE) return 'none';
  const start = bytes.toString('latin1', 0, STATUS_LENGTH);
  if (!isInterim(start)) return mayBecomeInterim(start) ? 'unknown' : 'none';
  const end = bytes.indexOf('\r\n\r\n');
  return end === -1 ? 'unknown' : end + 4;
}

function isInterim(start: string): boolean {
  return /^HTTP\/1\.\d 1(?!01)\d\d[ \r]$/.test(start);
}

function mayBecomeInterim(start: string): boolean {
  return (
    start.length < STATUS_LENGTH &&
    ('HTTP/1.1 '.startsWith(start) ||
      'HTTP/1.0 '.startsWith(start) ||
      /^HTTP\/1\.\d 1(?!01)\d{0,2}$/.test(start))
  );
}
