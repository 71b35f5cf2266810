/** A number of bytes: `612 B`, `1.2 kB`, `64 kB`, `3.4 MB`. A kilobyte has 1024, as in Twilio's limits. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [unit, size] = bytes < 1_048_576 ? ['kB', bytes / 1024] : ['MB', bytes / 1_048_576];
  return `${size < 10 ? size.toFixed(1).replace('.0', '') : Math.round(size)} ${unit}`;
}
