import { afterEach, describe, expect, it, vi } from 'vitest';
import { interruption } from '../../../src/cli/process/interruption.ts';

afterEach(() => void vi.restoreAllMocks());

describe('a signal that ends a run', () => {
  it('counts once when it comes twice, and ends the process at once when it comes again later', () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const before = process.listenerCount('SIGTERM');
    let now = 0;
    const { signal, release } = interruption(() => now);
    process.emit('SIGTERM', 'SIGTERM');
    expect(signal.aborted).toBe(true);
    now = 200;
    process.emit('SIGTERM', 'SIGTERM');
    // What was interrupted is over; the second half of the signal must not end it another way.
    release();
    process.emit('SIGINT', 'SIGINT');
    expect(kill).not.toHaveBeenCalled();
    now = 400;
    process.emit('SIGTERM', 'SIGTERM');
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGTERM');
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it('is nobody’s any more after a run that was not interrupted', () => {
    const before = process.listenerCount('SIGINT');
    const { signal, release } = interruption();
    release();
    expect([signal.aborted, process.listenerCount('SIGINT')]).toEqual([false, before]);
  });
});
