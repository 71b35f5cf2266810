import type { PaneContent } from '../frame/frame.ts';
import type { Prompt } from '../prompt/prompt.ts';
import { typedLine } from '../prompt/typed-line.ts';
import type { Scene } from '../scene/scene.ts';
import { fitLine } from '../text/fit-line.ts';
import { span } from '../text/line.ts';

/** The field for what somebody says: it is heard when Enter is pressed. */
export function speechField(
  { target }: Pick<Scene, 'target'>,
  { line, error }: Prompt,
  columns: number,
): PaneContent {
  const name = target?.leg ? target.journal.names.of(target.leg.sid) : 'caller';
  return {
    title: [span(`Say, as the ${name}`, 'strong')],
    note:
      error === null
        ? [span('time stands still · "yes" 0.6 gives a confidence', 'quiet')]
        : [span(error, 'error')],
    rows: [fitLine(typedLine(line, ' ', columns), columns)],
  };
}
