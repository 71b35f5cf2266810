/**
 * A text in which no URL shows who logs in with what: command lines are refused in logs that others read, too. What is
 * refused may be no URL at all: a password with a slash or a number sign in it, or a login without a scheme.
 */
export function withoutLogins(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (word.includes('@') ? withoutLogin(word) : word))
    .join('');
}

function withoutLogin(word: string): string {
  const [lead = ''] = /^["'(]*/.exec(word) ?? [];
  const address = word.slice(lead.length);
  const scheme =
    /^(?:[a-z][a-z\d+.-]*:\/\/?|(?:sips?|mailto|client|sim|whatsapp):)/i.exec(address)?.[0] ?? inner(address);
  const rest = address.slice(scheme.length);
  const plain = /^[^/?#"]*@/.exec(rest)?.[0];
  if (/:$/.test(scheme)) return word;
  if (plain !== undefined && (scheme !== '' || plain.includes(':')))
    return lead + scheme + rest.slice(plain.length);
  // A colon that no port follows begins a password, whatever is in it.
  const isPassword = /^[^/?#:@"]+:(?!\d+(?:[/?#]|$))/.test(rest);
  return isPassword ? lead + scheme + rest.slice(rest.lastIndexOf('@') + 1) : word;
}

/** Up to a URL that begins within a word, as in `ORIGIN=LOCAL`. */
function inner(address: string): string {
  const at = address.indexOf('://');
  return at === -1 ? '' : address.slice(0, at + 3);
}
