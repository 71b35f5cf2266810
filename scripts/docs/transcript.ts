import { serveDemo } from '../../src/cli/demo/server.ts';
import { runProgram } from '../../src/cli/program.ts';

/** A run against the demo, as the README shows it. */
export async function demoTranscript(): Promise<string> {
  const server = await serveDemo();
  const lines: string[] = [];
  const route = `http://127.0.0.1:3000=${new URL(server.url).origin}`;
  const script = 'press 1; press 1; press 4711#; wait 4s; hang up';
  await runProgram(
    ['run', server.url, '--caller', script, '--seed', 'readme', '--public-url', route, '--no-record'],
    {
      output: { data: (text) => lines.push(text), say: () => {}, whenRefused: () => () => {} },
      env: {},
      cwd: process.cwd(),
      stdin: process.stdin,
      stdout: { isTTY: false } as NodeJS.WriteStream,
      kept: () => {},
      // The same on every run.
      recordings: () => Promise.resolve({ origin: 'http://recordings.test', close: () => Promise.resolve() }),
    },
  );
  await server.close();
  // How long the network took is different each time.
  const text = lines
    .flatMap((part) => part.split('\n'))
    .filter((line) => line !== '')
    .flatMap((line) => folded(line.replace(/\b\d+ ms\b/g, '3 ms')))
    .join('\n');
  return `\`\`\`\n${text}\n\`\`\``;
}

/** The longest line that the page has. */
const COLUMNS = 118;
/** Where the text of a line of the transcript begins: behind the time and the label. */
const INDENT = ' '.repeat(19);

/** A line on as many as the page needs, as a terminal would fold it. */
function folded(line: string): readonly string[] {
  if (line.length <= COLUMNS) return [line];
  const space = line.lastIndexOf(' ', COLUMNS);
  return [line.slice(0, space), ...folded(`${INDENT}${line.slice(space + 1)}`)];
}
