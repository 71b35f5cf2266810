/** A password in a URL: what stands between the user's colon and the at sign (RFC 3986 section 3.2.1). */
const PASSWORD = /(:\/\/[^\s/?#"'<>@:\\]*:)([^\s/?#"'<>@\\]+)(?=@)/g;

/**
 * A text in which no URL shows a password: each character of one is an asterisk, so that whatever follows keeps its
 * place. It may be a header, a message, a document, or JSON that holds any of them.
 */
export function maskedLogins(text: string): string {
  // Most have none, and this is asked for each line that is written.
  if (!text.includes('@')) return text;
  return text.replace(
    PASSWORD,
    (_whole, before: string, password: string) => before + '*'.repeat(password.length),
  );
}
