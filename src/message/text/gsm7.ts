/** The characters of the GSM 7-bit default alphabet (3GPP TS 23.038), each one septet. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The characters of its extension table: an escape and a code, two septets. */
const EXTENDED = new Set('^{}\\[]~|€\f');

/** How many septets a character takes; `null` if it is not in the alphabet: then the whole text is UCS-2. */
export function septetsOf(character: string): 1 | 2 | null {
  if (BASIC.has(character)) return 1;
  return EXTENDED.has(character) ? 2 : null;
}
