import { differenceHeadline, differencePlace } from './difference-text.ts';
import { countsText, differencesOf, type VerifiedFile } from './verified-file.ts';

/**
 * Annotations of GitHub Actions, one a difference, with the recording's file (GitHub docs: Workflow commands, "Setting an
 * error message"). GitHub shows ten errors a step: all others are in the summary.
 */
export function githubReport(files: readonly VerifiedFile[]): string {
  const lines = files.flatMap((file) => {
    if (!('comparison' in file)) return [annotation('error', file.file, 'twiml-debug verify', file.message)];
    const level = file.outcome === 'updated' ? 'notice' : 'error';
    return differencesOf(file).map((one) =>
      annotation(
        level,
        file.file,
        `twiml-debug ${one.path}`,
        `${differenceHeadline(one)} (${differencePlace(one)})`,
      ),
    );
  });
  return [...lines, countsText(files)].join('\n');
}

function annotation(level: 'error' | 'notice', file: string, title: string, message: string): string {
  return `::${level} file=${property(file.replace(/^\.\//, ''))},title=${property(title)}::${data(message)}`;
}

/** What would end a message, or begin another command, is escaped. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
