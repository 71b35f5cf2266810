type Decoder = InstanceType<typeof TextDecoder>;

/** Decoders that were needed before; `null` for a charset that nobody knows. Making one costs more than a request. */
const decoders = new Map<string, Decoder | null>();

/** Servers choose the names: no more than these many are kept. */
const MOST_DECODERS = 32;

/**
 * The text of a body. The charset parameter of its Content-Type decides, then the document itself, UTF-8 otherwise
 * or when the charset is not known. A byte-order mark is kept, for the XML parser to judge; bytes that mean nothing
 * become U+FFFD.
 */
export function bodyText(bytes: Buffer, contentType: string | null): string {
  const parameter = contentType === null ? null : charsetParameter(contentType);
  if (parameter !== null && !isUtf8(parameter)) return decode(bytes, parameter);
  const text = bytes.toString('utf8');
  if (parameter !== null) return text;
  const own = ownCharset(bytes, text);
  return isUtf8(own) ? text : decode(bytes, own);
}

function charsetParameter(contentType: string): string | null {
  // Most have no parameter at all.
  if (!contentType.includes(';')) return null;
  return /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
}

/** What a document says about itself (XML 1.0 appendix F): a byte-order mark, or its declaration. */
function ownCharset(bytes: Buffer, asUtf8: string): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const declared = /^\uFEFF?<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(asUtf8)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared.toLowerCase();
}

function isUtf8(label: string): boolean {
  return label === 'utf-8' || label === 'utf8';
}

function decode(bytes: Buffer, label: string): string {
  return decoderOf(label)?.decode(bytes) ?? bytes.toString('utf8');
}

function decoderOf(label: string): Decoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  if (decoders.size === MOST_DECODERS) decoders.clear();
  const made = makeDecoder(label);
  decoders.set(label, made);
  return made;
}

function makeDecoder(label: string): Decoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}
