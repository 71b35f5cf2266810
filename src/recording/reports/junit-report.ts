import { differenceHeadline, differenceLines, RECORDED_AND_TODAY } from './difference-text.ts';
import { countsOf, differencesOf, type VerifiedFile } from './verified-file.ts';

/**
 * JUnit XML as Jenkins, GitLab and others read it (Jenkins xUnit plugin: junit-10.xsd): a test case a recording. A
 * difference is a failure; a recording that could not be compared is an error.
 */
export function junitReport(files: readonly VerifiedFile[]): string {
  const { different, gone, unreadable } = countsOf(files);
  const time = files.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
  const totals = `tests="${files.length}" failures="${different}" errors="${gone + unreadable}" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="twiml-debug verify" ${totals}>`,
    `  <testsuite name="twiml-debug verify" ${totals} skipped="0">`,
    ...files.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

function caseLines(file: VerifiedFile): readonly string[] {
  const at = file.file.replaceAll('\\', '/').lastIndexOf('/');
  const folder = file.file.slice(0, Math.max(0, at)).replace(/^[./\\]+/, '');
  const name = escaped(file.file.slice(at + 1));
  const className = escaped(folder.replaceAll(/[/\\]+/g, '.') || 'recordings');
  const start = `    <testcase classname="${className}" name="${name}" time="${file.seconds.toFixed(3)}"`;
  const inside = [...failureLines(file), ...outputLines(file)];
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...inside, '    </testcase>'];
}

function failureLines(file: VerifiedFile): readonly string[] {
  if (file.outcome === 'gone' || file.outcome === 'unreadable')
    return [`      <error message="${escaped(file.message)}" type="${file.outcome}"/>`];
  const [first] = differencesOf(file);
  if (file.outcome !== 'different' || !first) return [];
  const lines = differencesOf(file).flatMap((one, index) =>
    differenceLines(one, index + 1, RECORDED_AND_TODAY),
  );
  const message = escaped(differenceHeadline(first));
  return [`      <failure message="${message}" type="${first.kind}">${escaped(lines.join('\n'))}</failure>`];
}

function outputLines(file: VerifiedFile): readonly string[] {
  if (file.outcome !== 'different' || file.transcript === '') return [];
  return [`      <system-out>${escaped(file.transcript)}</system-out>`];
}

/** Text in XML; characters that XML 1.0 does not have at all are left out (XML 1.0, section 2.2). */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
