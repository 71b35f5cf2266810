/**
 * The name of a key, one for each press: the character itself (`n`, `N`, `?`), or `Space`, `Enter`, `Tab`,
 * `Shift-Tab`, `Esc`, `Backspace`, `Up`, `PgDn`, `Home`, `F5`, with `Ctrl-`, `Alt-` and `Shift-` in front.
 */
export type KeyName = string;

/** What comes from a keyboard. */
export type Input =
  | { readonly type: 'key'; readonly key: KeyName }
  /** Pasted as one piece: it is never taken for keys. */
  | { readonly type: 'paste'; readonly text: string };
