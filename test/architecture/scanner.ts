/** One import, or export from elsewhere. */
export interface Imported {
  /** What is imported, as written. */
  readonly specifier: string;
  /** It is gone when the types are: `import type`, `export type`. */
  readonly typeOnly: boolean;
}

/** A file of TypeScript without what is no code, and what it imports. */
export interface Scanned {
  /** Comments are blank, and each string is `"n"`, its number; so no text can be taken for code. */
  readonly code: string;
  readonly imports: readonly Imported[];
  /** An import whose target is computed, or a require: nobody can say what it imports. */
  readonly unreadable: boolean;
}

/** Behind these a slash begins a regular expression; behind a value it divides. */
const BEFORE_REGEX = /(?:^|[=([{},;:!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else))\s*$/;

/** Reads a source as far as its imports and forbidden words need it. */
export function scan(source: string): Scanned {
  const strings: string[] = [];
  const code = new Stripper(source, strings).run();
  const found = [...code.matchAll(STATIC), ...code.matchAll(BARE), ...code.matchAll(DYNAMIC)];
  return {
    code,
    imports: found
      .toSorted((a, b) => a.index - b.index)
      .map(({ groups }) => ({
        specifier: strings[Number(groups?.['text'])] ?? '',
        typeOnly: groups?.['type'] !== undefined,
      })),
    unreadable: /\bimport\s*\((?!\s*"\d+"\s*\))/.test(code) || /(?<![.\w])require\s*\(/.test(code),
  };
}

const STATIC = /\b(?:import|export)\b(?<type>\s+type\b(?!\s+from\b))?[^;()"=]*?\bfrom\s*"(?<text>\d+)"/g;
const BARE = /\bimport\s*"(?<text>\d+)"/g;
const DYNAMIC = /\bimport\s*\(\s*"(?<text>\d+)"\s*\)/g;

/** Walks a source once. Text between JSX tags may hold an apostrophe: a string ends at its line's end at the latest. */
class Stripper {
  readonly #source: string;
  readonly #strings: string[];
  #at = 0;
  #code = '';

  constructor(source: string, strings: string[]) {
    this.#source = source;
    this.#strings = strings;
  }

  run(): string {
    this.#until(null);
    return this.#code;
  }

  /** Code up to a closing brace (of a template's substitution), or to the end. */
  #until(close: '}' | null): void {
    let depth = 0;
    while (this.#at < this.#source.length) {
      const char = this.#source[this.#at] ?? '';
      if (close && depth === 0 && char === close) return;
      if (char === '{') depth++;
      if (char === '}') depth--;
      if (this.#source.startsWith('//', this.#at)) this.#skip(/\n|$/g);
      else if (this.#source.startsWith('/*', this.#at)) this.#skip(/\*\/|$/g, 2);
      else if (char === '"' || char === "'") this.#string(char);
      else if (char === '`') this.#template();
      else if (char === '/' && BEFORE_REGEX.test(this.#code.slice(-40))) this.#regex();
      else this.#take(char);
    }
  }

  #take(char: string): void {
    this.#code += char;
    this.#at += char.length;
  }

  /** Passes over a comment; a line's end stays. */
  #skip(end: RegExp, from = 0): void {
    end.lastIndex = this.#at + from;
    const match = end.exec(this.#source);
    const stop = match ? match.index + (match[0] === '\n' ? 0 : match[0].length) : this.#source.length;
    this.#code += ' ';
    this.#at = stop;
  }

  #string(quote: string): void {
    let text = '';
    this.#at++;
    while (
      this.#at < this.#source.length &&
      this.#source[this.#at] !== quote &&
      this.#source[this.#at] !== '\n'
    ) {
      if (this.#source[this.#at] === '\\') text += this.#source[this.#at++];
      text += this.#source[this.#at++] ?? '';
    }
    if (this.#source[this.#at] === quote) this.#at++;
    this.#put(text);
  }

  #template(): void {
    let text = '';
    this.#at++;
    while (this.#at < this.#source.length && this.#source[this.#at] !== '`') {
      if (this.#source.startsWith('${', this.#at)) {
        this.#code += '(';
        this.#at += 2;
        this.#until('}');
        this.#code += ')';
        this.#at++;
        continue;
      }
      if (this.#source[this.#at] === '\\') text += this.#source[this.#at++];
      text += this.#source[this.#at++] ?? '';
    }
    this.#at++;
    this.#put(text);
  }

  #regex(): void {
    const match = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y;
    match.lastIndex = this.#at;
    const literal = match.exec(this.#source)?.[0];
    if (literal === undefined) return this.#take('/');
    this.#at += literal.length;
    this.#put(literal);
  }

  #put(text: string): void {
    this.#code += `"${this.#strings.length}"`;
    this.#strings.push(text);
  }
}
