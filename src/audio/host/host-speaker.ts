import type { Clock } from '../../clock.ts';
import { estimateMs } from '../estimate.ts';
import type { Piece } from '../piece.ts';
import type { Playback, Speaker } from '../speaker.ts';
import type { Host } from './host.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { SoundJob } from './sound-job.ts';

/** Music of Twilio's own hosts, which is not fetched: ours is heard in its place. */
const MUSIC = /^https?:\/\/twimlets\.com\/holdmusic|\bcom\.twilio\.music\b/;

/** Makes sound in a child process. Speech lasts as long as it really does; what the process cannot tell is estimated. */
export function hostSpeaker(host: Host, shelf: MediaShelf): Speaker {
  return {
    start(piece): Playback {
      const estimated = estimateMs(piece);
      const job = jobOf(piece, { ms: estimated, shelf });
      if (!job) return { durationMs: estimated, stop: () => {} };
      const { id, measured } = host.start(job);
      // Speech and files last as long as they turn out to; of all else it is known.
      const lasts = job.kind === 'speech' || job.kind === 'file';
      const durationMs = lasts ? measured.then((ms) => ms ?? estimated) : estimated;
      return { durationMs, stop: () => host.stop(id) };
    },
    told(listener) {
      host.onNotice = listener;
    },
  };
}

/** A clock that holds the sound while it stands still: its pace is the session's. */
export function clockWithSound(clock: Clock, host: Host): Clock {
  // All else is the clock's own.
  return Object.assign(Object.create(clock) as Clock, {
    freeze() {
      clock.freeze();
      host.hold(true);
    },
    thaw() {
      clock.thaw();
      host.hold(false);
    },
    skip(ms: number) {
      clock.skip(ms);
      host.skip(ms);
    },
  });
}

/** What the child process is to do for a piece; nothing for one that nobody can hear here. */
function jobOf(
  piece: Piece,
  { ms, shelf }: { readonly ms: number; readonly shelf: MediaShelf },
): SoundJob | null {
  switch (piece.kind) {
    case 'say': {
      const { voice, language, text, bits = [{ text, speed: 1 }] } = piece;
      return { kind: 'speech', bits, voice, language };
    }
    case 'play':
      return fileJob(piece, shelf);
    case 'tones':
      return { kind: 'keys', digits: piece.digits };
    case 'beep':
      return { kind: 'beep', ms };
    case 'ringing':
      return { kind: 'ringing', country: piece.tone };
  }
}

/** A file that was fetched; music of ours in the place of Twilio's, which is not. */
function fileJob({ url, sha256 }: Extract<Piece, { kind: 'play' }>, shelf: MediaShelf): SoundJob | null {
  if (MUSIC.test(url)) return { kind: 'music' };
  const file = sha256 === undefined ? null : shelf.get(sha256);
  return file && { kind: 'file', ...file };
}
