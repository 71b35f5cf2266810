import { resolve } from 'node:path';
import { compareSessions } from '../../recording/compare/compare.ts';
import { sideOf } from '../../recording/compare/side.ts';
import { readRecording } from '../../recording/reader.ts';
import { comparisonEvents } from '../../recording/reports/json-report.ts';
import { textReport } from '../../recording/reports/text-report.ts';
import { countsOf } from '../../recording/reports/verified-file.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { jsonLine } from '../transcript/printable-json.ts';
import { ignoreRules } from './ignore-rules.ts';
import type { DiffOptions } from './options.ts';

/** `twiml-debug diff`: two recordings beside each other, offline. Answers the exit code. */
export function diffRecordings(a: string, b: string, options: DiffOptions, around: Surroundings): number {
  const { output, cwd } = around;
  const rules = ignoreRules(options.ignore);
  const [recorded, today] = [a, b].map((path) => readRecording(resolve(cwd, path)));
  if (!recorded || !today) return EXIT.unreadable;
  for (const { torn, path } of [recorded, today])
    if (torn) output.say(`the last line of ${path} was cut off`);
  const comparison = compareSessions({ recorded: sideOf(recorded.lines), today: sideOf(today.lines), rules });
  const outcome = comparison.differences.length === 0 ? 'same' : 'different';
  const explains = options.explain === true;
  const file = { file: b, seconds: 0, outcome, comparison, transcript: '' } as const;
  if (options.json) {
    for (const event of comparisonEvents(comparison, { recording: b, explains }))
      output.data(jsonLine(event));
    output.data(jsonLine({ type: 'verified', ...countsOf([file]) }));
  } else {
    output.data(textReport([file], { explains, names: { expected: a, actual: b } }));
  }
  return outcome === 'same' ? EXIT.fine : EXIT.failed;
}
