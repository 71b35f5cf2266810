/** Writes the parts of the documentation that are made from the code. A test compares them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyTable } from './docs/key-table.ts';
import { roomsPicture } from './docs/rooms.ts';
import { screenPicture } from './docs/screen.ts';
import { withSection } from './docs/section.ts';
import { demoTranscript } from './docs/transcript.ts';
import { twimlPage } from './docs/twiml-page.ts';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');

writeFileSync(join(root, 'docs', 'twiml.md'), twimlPage());
writeFileSync(join(root, 'docs', 'rooms.svg'), roomsPicture());
let page = readFileSync(readme, 'utf8');
page = withSection(page, 'keys', keyTable());
page = withSection(page, 'screen', screenPicture());
page = withSection(page, 'transcript', await demoTranscript());
writeFileSync(readme, page);
