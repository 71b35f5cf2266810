/** Who logged in, and how: Basic or Digest. */
export interface HiddenLogin {
  readonly scheme: string;
  readonly user: string;
}

/** The value of an Authorization header as it is kept and shown: who logged in may be seen, with what not. */
export function hiddenLogin({ scheme, user }: HiddenLogin): string {
  return `${scheme} (login of ${user}, not kept)`;
}

/** Reads what {@link hiddenLogin} wrote; `null` for any other value, or none. */
export function readHiddenLogin(value: string | undefined): HiddenLogin | null {
  const [, scheme, user] = /^(\S*) \(login of (.*), not kept\)$/s.exec(value ?? '') ?? [];
  return scheme === undefined || user === undefined ? null : { scheme, user };
}
