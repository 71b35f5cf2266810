import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { PaneContent } from '../frame/frame.ts';
import type { Scene } from '../scene/scene.ts';
import { truncate } from '../text/columns.ts';
import { type Line, span } from '../text/line.ts';
import { COPY_ITEMS, copySubject } from './copy-items.ts';

/** What can be copied now, by which key; what cannot says why. */
export function copyMenu(scene: Scene, columns: number): PaneContent {
  const subject = truncate(visibleText(copySubject(scene)), columns - 24);
  return {
    title: [span('Copy', 'strong'), span(` ${subject}`)],
    note: [span('Esc closes', 'quiet')],
    rows: COPY_ITEMS.map(({ key, word, help, of }): Line => {
      const found = of(scene);
      const about = found.ok ? help : `(${found.reason})`;
      return [
        span(`  ${key}  `, found.ok ? 'key' : 'quiet'),
        span(word.padEnd(10), found.ok ? 'plain' : 'quiet'),
        span(about, 'quiet'),
      ];
    }),
  };
}
