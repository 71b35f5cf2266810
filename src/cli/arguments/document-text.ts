import { claimedInVain, type WrongBytes, wrongBytes } from '../../errors/wrong-bytes.ts';

/** A document as text, and where its bytes are none. */
export interface DocumentText {
  readonly text: string;
  readonly wrong: WrongBytes | null;
}

/**
 * Reads a document without an HTTP answer around it: by byte-order mark, then by the XML declaration, else UTF-8 (XML
 * 1.0 appendix F); unknown names are UTF-8 too. What cannot be read is U+FFFD, and told.
 */
export function documentText(bytes: Uint8Array): DocumentText {
  const label = byteOrder(bytes) ?? declared(bytes) ?? 'utf-8';
  const decoder = decoderOf(label);
  const text = decoder.decode(bytes);
  const eightBit = !decoder.encoding.startsWith('utf-16');
  const wrong =
    (eightBit ? claimedInVain(text) : null) ?? wrongBytes(bytes, decoder.encoding.toUpperCase(), text);
  return { text, wrong };
}

/** UTF-16 needs its mark and loses it here; UTF-8 has no use for one, and keeps it to be told. */
function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label, { ignoreBOM: !label.startsWith('utf-16') });
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true });
  }
}

/** A byte-order mark; or, without one, the zero beside the first `<`. */
function byteOrder([first, second]: Uint8Array): string | null {
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0) ? 'utf-16le' : null;
}

/** The encoding in the XML declaration; not UTF-16 or UTF-32, since the declaration could be read byte by byte. */
function declared(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label =
    /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? null;
  return label !== null && /^(utf|ucs|iso-10646-ucs)-?(16|2|4|32)/i.test(label) ? null : label;
}
