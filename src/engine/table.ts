/** Rows on a page, and the buckets that keys are spread over. */
const PAGE = 32;
const BUCKETS = 64;

/**
 * Rows by key, in the order in which they were first put in. Plain data like a record; but a changed copy shares all of
 * it except one page and one bucket, so that a step costs no more when there are thousands of rows.
 */
export interface Table<Row> {
  readonly size: number;
  /** The rows by place, a page after the other; `null` where one was taken out. */
  readonly pages: readonly (readonly (Row | null)[])[];
  /** The place of each row, counted from 0, by its key. */
  readonly buckets: readonly Readonly<Record<string, number>>[];
  /** The place of the row that comes next. */
  readonly next: number;
}

const NOTHING: Table<never> = {
  size: 0,
  pages: [],
  buckets: Array.from({ length: BUCKETS }, () => ({})),
  next: 0,
};

/** A table without rows. */
export function emptyTable<Row>(): Table<Row> {
  return NOTHING;
}

/** The place of a row among the others: the later it came, the higher. `undefined` where there is none. */
export function placeIn({ buckets }: Table<unknown>, key: string): number | undefined {
  const bucket = buckets[bucketOf(key)];
  return bucket && Object.hasOwn(bucket, key) ? bucket[key] : undefined;
}

/** The row under a key. */
export function rowAt<Row>(table: Table<Row>, key: string): Row | undefined {
  const place = placeIn(table, key);
  return place === undefined
    ? undefined
    : (table.pages[Math.floor(place / PAGE)]?.[place % PAGE] ?? undefined);
}

/** All rows, in order. */
export function rowsOf<Row>({ pages }: Table<Row>): readonly Row[] {
  return pages.flatMap((page) => page.filter((row) => row !== null));
}

/** The table with a row under a key: in the place of the one that was there, else after all others. */
export function withRow<Row>(table: Table<Row>, key: string, row: Row): Table<Row> {
  const place = placeIn(table, key);
  if (place !== undefined) return { ...table, pages: written(table.pages, place, row) };
  const { size, next } = table;
  return {
    size: size + 1,
    pages: written(table.pages, next, row),
    buckets: table.buckets.with(bucketOf(key), { ...table.buckets[bucketOf(key)], [key]: next }),
    next: next + 1,
  };
}

/** The table without the row under a key. */
export function withoutRow<Row>(table: Table<Row>, key: string): Table<Row> {
  const place = placeIn(table, key);
  if (place === undefined) return table;
  const { [key]: _, ...others } = table.buckets[bucketOf(key)] ?? {};
  return closedUp({
    size: table.size - 1,
    pages: written(table.pages, place, null),
    buckets: table.buckets.with(bucketOf(key), others),
    next: table.next,
  });
}

function written<Row>(pages: Table<Row>['pages'], place: number, row: Row | null): Table<Row>['pages'] {
  const at = Math.floor(place / PAGE);
  const page = pages[at];
  if (!page) return [...pages, [row]];
  return pages.with(at, place % PAGE < page.length ? page.with(place % PAGE, row) : [...page, row]);
}

/** Rows move together when most places are empty: seldom enough that it costs nothing on the whole. */
function closedUp<Row>(table: Table<Row>): Table<Row> {
  if (table.next < 2 * table.size + PAGE) return table;
  const keys = table.buckets.flatMap((bucket) => Object.entries(bucket)).sort(([, a], [, b]) => a - b);
  const rows = rowsOf(table);
  const spread: [string, number][][] = Array.from({ length: BUCKETS }, () => []);
  for (const [place, [key]] of keys.entries()) spread[bucketOf(key)]?.push([key, place]);
  const buckets = spread.map((entries) => Object.fromEntries(entries));
  const pages = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, at) =>
    rows.slice(at * PAGE, (at + 1) * PAGE),
  );
  return { size: table.size, pages, buckets, next: rows.length };
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
