import { pairsOf } from '../../debug/conversation/pair.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Scene } from './scene.ts';

/** How the screen is divided for what is to be seen now. */
export function sceneLayout({
  size,
  view,
  target,
  product,
}: Pick<Scene, 'size' | 'view' | 'target' | 'product'>): Layout {
  return layoutOf(size, view, { listed: target ? listedIn(target, product) : 0, product });
}

function listedIn(target: NonNullable<Scene['target']>, product: Scene['product']): number {
  return product === 'messaging' ? pairsOf(target).length : target.legs.length;
}
