/** A Twilio identifier: two letters and 32 lower-case hexadecimal digits. */
export type Sid = string;

/** Name of a piece of pending work, unique in its session. */
export type WorkId = string;

/**
 * The n-th identifier of a seed: 32 hexadecimal digits that look random and are always the same (cyrb-style
 * mixing; nothing secret hangs on them).
 */
export function drawHex(seed: string, n: number): string {
  const text = `${seed}:${n}`;
  return [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef].map((salt) => mix(text, salt)).join('');
}

/** A UUID of the same kind (RFC 9562 version 4 layout). */
export function drawUuid(seed: string, n: number): string {
  const hex = drawHex(seed, n);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function mix(text: string, salt: number): string {
  let a = salt;
  let b = salt ^ 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  a ^= a >>> 15;
  return (a >>> 0).toString(16).padStart(8, '0');
}
