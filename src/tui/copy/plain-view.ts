import { paneContent } from '../panes/pane-content.ts';
import type { Scene } from '../scene/scene.ts';
import { sceneLayout } from '../scene/scene-layout.ts';
import type { Line } from '../text/line.ts';

/** Room for all rows of any pane. */
const ALL_ROWS = 100_000;

/** The focused pane as text: all its rows, as wide as they are on the screen, without the border. */
export function plainView(scene: Scene): string {
  const { size, view } = scene;
  const layout = sceneLayout(scene);
  const slots = layout.kind === 'small' ? [] : layout.columns;
  const column = slots.find(({ panes }) => panes.some(({ pane }) => pane === view.focus));
  const columns = (column?.width ?? size.columns) - 2;
  const { title, rows } = paneContent(scene, view.focus, { columns, rows: ALL_ROWS, focus: false });
  return [textOf(title), ...rows.map(textOf)].join('\n');
}

function textOf(line: Line): string {
  return line
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}
