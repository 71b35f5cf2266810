import { visibleText } from '../../debug/views/text/visible-text.ts';
import { type Movement, scrolled } from '../scene/list-movement.ts';
import { groundOf } from '../scene/mode.ts';
import type { Scene } from '../scene/scene.ts';
import { sceneLayout } from '../scene/scene-layout.ts';
import type { ViewState } from '../scene/view-state.ts';
import { widthOf } from '../text/columns.ts';
import { COPIED_HEAD, copiedRows } from './copied-view.ts';
import { COPY_ITEMS } from './copy-items.ts';

/**
 * Copies what a word names: `hand` gives it to the clipboard. A text of one short line is said, a longer one shown,
 * because nobody learns whether a terminal has a clipboard. A string says why there is nothing to copy.
 */
export function copied(
  scene: Scene,
  word: string,
  hand: (text: string) => boolean,
): Partial<ViewState> | string {
  const item = COPY_ITEMS.find((one) => one.word === word);
  if (!item) return `copy what? ${COPY_ITEMS.map((one) => one.word).join(', ')}`;
  const found = item.of(scene);
  if (!found.ok) return found.reason;
  const { text } = found;
  const handed = hand(text);
  const said = `copied ${item.what}: ${visibleText(text)}`;
  const short = !text.includes('\n') && widthOf(said) <= scene.size.columns - 2;
  if (handed && short) return { toast: { text: said, tone: 'plain' } };
  const over = groundOf(scene.view.mode);
  return { mode: { kind: 'copied', over, text: { what: item.what, text, handed }, top: 0 } };
}

/** Scrolls the text that is shown. */
export function movedInCopied(scene: Scene, movement: Movement): Partial<ViewState> {
  const { mode } = scene.view;
  if (mode.kind !== 'copied') return {};
  const { total, page } = extentOf(scene);
  return { mode: { ...mode, top: scrolled(mode.top, movement, total, page) } };
}

/** There is more of the text than can be seen. */
export function scrollsCopied(scene: Scene): boolean {
  const { total, page } = extentOf(scene);
  return total > page;
}

function extentOf(scene: Scene): { readonly total: number; readonly page: number } {
  const { size, view } = scene;
  const { mode } = view;
  const layout = sceneLayout(scene);
  if (mode.kind !== 'copied' || layout.kind === 'small') return { total: 0, page: 0 };
  const page = size.rows - CHROME - layout.footer - (layout.strip ? 1 : 0) - COPIED_HEAD;
  return { total: copiedRows(mode.text, size.columns).length, page };
}

/** The first line of the screen, and the one of problems and notices. */
const CHROME = 2;
