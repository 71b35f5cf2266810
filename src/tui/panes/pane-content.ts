import type { PaneContent } from '../frame/frame.ts';
import { conversationPane } from '../message/conversation-pane.ts';
import { pairsPane } from '../message/pairs-pane.ts';
import type { PaneSlot } from '../scene/layout.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { callPane } from './call-pane.ts';
import { detailPane } from './detail-pane.ts';
import { httpPane } from './http-pane.ts';
import { keypadPane } from './keypad-pane.ts';
import { legsPane } from './legs-pane.ts';
import { twimlPane } from './twiml-pane.ts';

/** What a pane shows in the room that it has, and its first visible row where it has a list. */
export function paneContent(
  scene: Scene,
  id: PaneSlot['pane'],
  room: Room,
): PaneContent & { readonly top?: number } {
  switch (id) {
    case 'twiml':
      return twimlPane(scene, room);
    case 'call':
      return scene.product === 'messaging' ? conversationPane(scene, room) : callPane(scene, room);
    case 'http':
      return httpPane(scene, room);
    case 'detail':
      return detailPane(scene, room);
    case 'legs':
      return scene.product === 'messaging' ? pairsPane(scene, room) : legsPane(scene, room);
    case 'keypad':
      return keypadPane(scene, room);
  }
}
