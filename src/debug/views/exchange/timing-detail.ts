import type { HopSummary } from '../../public-event.ts';
import { fineDurationText } from '../text/time-text.ts';
import { type DetailRow, field, GAP, note } from './detail-row.ts';

/** How long each part of a hop took, one after the other, and what it went over. */
export function timingDetail(hop: HopSummary): readonly DetailRow[] {
  if (hop.cache === 'hit') return [note('answered from the cache: nothing went over the wire')];
  return [...parts(hop), ...connection(hop)];
}

function parts({ timing, durationMs, status }: HopSummary): readonly DetailRow[] {
  const named: readonly (readonly [name: string, ms: number | null])[] = [
    ['DNS', timing?.dnsMs ?? null],
    ['connect', timing?.connectMs ?? null],
    ['TLS', timing?.tlsMs ?? null],
    ['waiting', timing?.firstByteMs ?? null],
    ['download', timing?.downloadMs ?? null],
  ];
  const known = named.reduce((sum, [, ms]) => sum + (ms ?? 0), 0);
  const whole = Math.max(durationMs, known);
  const share = (time: number) => (whole === 0 ? 0 : time / whole);
  let at = 0;
  const rows = named.map(([name, ms]): DetailRow => {
    const from = share(at);
    at += ms ?? 0;
    return { kind: 'bar', name, value: ms === null ? '-' : fineDurationText(ms), from, to: share(at) };
  });
  const total = unplaced('total', durationMs);
  if (timing === null) return [total, note('its parts were not measured')];
  const rest = durationMs - known;
  // Waiting for this machine to get to it; less than that is nothing to wonder about.
  if (rest < 1 || share(rest) < 0.05) return [...rows, total];
  const inVain = { ...unplaced('in vain', rest), from: share(known), to: 1 };
  return [...rows, status === null ? inVain : unplaced('other', rest), total];
}

/** A time without a place of its own. */
function unplaced(name: string, ms: number): Extract<DetailRow, { kind: 'bar' }> {
  return { kind: 'bar', name, value: fineDurationText(ms), from: 0, to: 0 };
}

function connection({ connection: over, status }: HopSummary): readonly DetailRow[] {
  if (!over) return status === null ? [GAP, note('no connection was made, or it was lost')] : [];
  return [
    GAP,
    field('protocol', over.protocol),
    field('remote', over.remote),
    field('connection', over.reused ? 'reused: no DNS, connect or TLS' : 'new'),
    field('TLS', over.tls ? `${over.tls.version}, ${over.tls.cipher}` : 'none'),
  ];
}
