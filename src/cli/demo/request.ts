/** A request to the demo application, with the parameters of query and body together. */
export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly ifNoneMatch: string | null;
}

/** Its answer. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
