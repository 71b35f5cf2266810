import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyTable,
  placeIn,
  rowAt,
  rowsOf,
  type Table,
  withoutRow,
  withRow,
} from '../../src/engine/table.ts';

const key = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((number) => `W${number}`),
  fc.constantFrom('', '__proto__', 'constructor', 'toString', 'constructor '),
);
const changes = fc.array(fc.tuple(key, fc.option(fc.nat())), { maxLength: 400 });

describe('a table', () => {
  it('holds what a Map would hold, in its order, is JSON, and leaves earlier tables as they were', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const map = new Map<string, number>();
        let table: Table<number> = emptyTable();
        const earlier: (readonly [Table<number>, readonly number[]])[] = [];
        for (const [name, row] of list) {
          earlier.push([table, [...map.values()]]);
          if (row === null) map.delete(name);
          else map.set(name, row);
          table = row === null ? withoutRow(table, name) : withRow(table, name, row);
          expect(rowAt(table, name)).toBe(map.get(name));
        }
        expect(table.size).toBe(map.size);
        for (const [before, rows] of earlier) expect(rowsOf(before)).toEqual(rows);
        const again = JSON.parse(JSON.stringify(table)) as Table<number>;
        expect([rowsOf(again), [...map.keys()].map((name) => rowAt(again, name))]).toEqual([
          [...map.values()],
          [...map.values()],
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a row that is replaced in its place', () => {
    const table = ['a', 'b'].reduce((all, name) => withRow(all, name, name), emptyTable<string>());
    expect(rowsOf(withRow(table, 'a', 'new'))).toEqual(['new', 'b']);
    expect(placeIn(table, 'c')).toBeUndefined();
  });

  it('has no more empty places than rows, give or take a page, however many come and go', () => {
    let table: Table<number> = emptyTable();
    for (let at = 0; at < 5_000; at++) {
      table = withRow(table, `W${at}`, at);
      if (at >= 10) table = withoutRow(table, `W${at - 10}`);
    }
    expect(rowsOf(table)).toEqual(Array.from({ length: 10 }, (_, at) => 4_990 + at));
    expect(table.next).toBeLessThan(2 * 11 + 33);
  });
});
