/** A text in which no URL shows who logs in with what: command lines are refused in logs that others read, too. */
export function withoutLogins(text: string): string {
  return text.replace(/(:\/\/?)[^\s/?#"]*@/g, '$1');
}
