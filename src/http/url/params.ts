/** Request parameters in the order in which they are sent. A name may repeat. */
export type Params = readonly (readonly [name: string, value: string])[];

/** As a record for showing and for `--json`; of a name that repeats the last value counts. */
export function paramsRecord(params: Params): Readonly<Record<string, string>> {
  return Object.fromEntries(params);
}

/** `base` with the parameters of `over` put in place of those with the same name, new ones behind. */
export function mergeParams(base: Params, over: Params): Params {
  if (over.length === 0) return base;
  const replaced = new Map(over);
  const kept = base.map((pair) => {
    const value = replaced.get(pair[0]);
    return value === undefined ? pair : ([pair[0], value] as const);
  });
  return [...kept, ...over.filter(([name]) => !base.some((pair) => pair[0] === name))];
}
