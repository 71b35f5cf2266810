/** The value that a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The median of the ratios of what was measured side by side, to be shown. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): string {
  return median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN))).toFixed(2);
}
