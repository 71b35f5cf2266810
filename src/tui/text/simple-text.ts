/**
 * Text in which every UTF-16 unit is one column wide and a character as people see it: ASCII, Latin letters, Cyrillic,
 * and what we draw ourselves.
 */
export const SIMPLE =
  /^[ -~\u00A1-\u00AC\u00AE-\u024F\u0400-\u0482\u048A-\u052F\u2500-\u257F\u2588\u2591\u2400-\u2421·•…→↪✓▸▹●◆○←↑↓—]*$/;
