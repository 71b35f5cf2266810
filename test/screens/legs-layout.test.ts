import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PaneFrame } from '../../src/tui/frame/frame.ts';
import { Screen } from '../../src/tui/screen.ts';
import { lineWidth } from '../../src/tui/text/fit-line.ts';
import { heldCall, until } from '../support/memory-call.ts';

const HOST = { quit: () => {}, redraw: () => {}, suspend: () => {}, copy: () => true, cannotSuspend: null };

const height = (panes: readonly PaneFrame[]) => panes.reduce((sum, { rows }) => sum + rows.length + 2, 0);

/** A document that dials so many phones, the first of which asks its callee for a key. */
function dialling(phones: number): string {
  const numbers = Array.from({ length: phones }, (_, at) => {
    const screening = at === 0 ? ' url="/screen"' : '';
    return `<Number${screening}>+1555000${String(at).padStart(4, '0')}</Number>`;
  });
  return `<Dial>${numbers.join('')}</Dial>`;
}

it('frames with several legs fill the screen exactly, whatever is open and looked at', async () => {
  const app = { '/voice': dialling(9), '/screen': '<Gather input="speech"><Say>Well?</Say></Gather>' };
  const { session } = await heldCall({ app, callee: 'answer; no-answer', breaks: ['url:/screen'] });
  session.move('continue');
  await until(session, () => session.held?.reason === 'breakpoint');
  expect(session.legs).toHaveLength(10);
  const keys = fc.constantFrom('>', '<', '+', '-', ':', 't', 'z', 'Tab', ']', '?', 'y', 'Esc', '5', 'a');
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 200 }),
      fc.integer({ min: 16, max: 60 }),
      fc.array(keys, { maxLength: 12 }),
      (columns, rows, typed) => {
        const screen = new Screen('http://app.test/voice', { columns, rows }, HOST);
        screen.attach(session);
        for (const key of typed) screen.take({ type: 'key', key });
        const { head, columns: panes, below, foot } = screen.frame();
        session.rest(false);
        screen.close();
        const rowsOf = (body: number) => head.length + body + height(below) + foot.length;
        for (const column of panes) expect(rowsOf(height(column))).toBe(rows);
        if (panes.length === 0) expect(rowsOf(0)).toBe(rows);
        for (const line of [...head, ...foot]) expect(lineWidth(line)).toBe(columns);
        for (const { width, top, rows: content, bottom } of [...panes.flat(), ...below]) {
          for (const border of [top, bottom]) expect(lineWidth(border)).toBe(width);
          for (const row of content) expect(lineWidth(row)).toBe(width - 2);
        }
      },
    ),
    { numRuns: 200 },
  );
  session.close();
});
