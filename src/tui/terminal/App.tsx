import { Box, Text } from 'ink';
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import type { PaneFrame } from '../frame/frame.ts';
import type { Screen } from '../screen.ts';
import type { Line } from '../text/line.ts';
import { type SuspendControl, useSuspendControl } from './suspend-control.ts';
import { type Look, paint } from './theme.ts';

/** One row; the same text is not drawn again. */
const Row = memo(function Row({ text }: { readonly text: string }): ReactNode {
  // An empty text has no height in Ink.
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

/** Rows below one another. What they hold does not matter to React, only where they stand. */
function Rows({ lines, look }: { readonly lines: readonly Line[]; readonly look: Look }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen.
  return lines.map((line, at) => <Row key={at} text={paint(line, look)} />);
}

function Pane({ pane, look }: { readonly pane: PaneFrame; readonly look: Look }): ReactNode {
  const { width, top, rows, bottom, side } = pane;
  const sides = paint([{ ...side, text: rows.map(() => side.text).join('\n') }], look);
  return (
    <Box flexDirection="column" flexShrink={0} width={width} height={rows.length + 2}>
      <Row text={paint(top, look)} />
      <Box flexShrink={0} height={rows.length}>
        <Row text={sides} />
        <Box flexDirection="column" flexShrink={0} width={width - 2}>
          <Rows lines={rows} look={look} />
        </Box>
        <Row text={sides} />
      </Box>
      <Row text={paint(bottom, look)} />
    </Box>
  );
}

/** What the screen is drawn from. */
export interface AppProps {
  readonly screen: Screen;
  readonly look: Look;
  readonly suspend: SuspendControl;
}

/** The whole screen: its first line, its columns of panes, and the lines at the bottom. */
export function App({ screen, look, suspend }: AppProps): ReactNode {
  useSuspendControl(suspend);
  const { size, head, columns, below, foot } = useSyncExternalStore(screen.subscribe, screen.frame);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows}>
      <Rows lines={head} look={look} />
      <Box flexGrow={1} flexShrink={0}>
        {columns.map((panes) => (
          <Box key={panes.map(({ id }) => id).join()} flexDirection="column" flexShrink={0}>
            {panes.map((pane) => (
              <Pane key={pane.id} pane={pane} look={look} />
            ))}
          </Box>
        ))}
      </Box>
      {below.map((pane) => (
        <Pane key={pane.id} pane={pane} look={look} />
      ))}
      <Rows lines={foot} look={look} />
    </Box>
  );
}
