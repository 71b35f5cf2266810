const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would become too large',
  EIO: 'the device does not work',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  EADDRINUSE: 'another program listens there already',
};

/** Describes in words why the system refused an operation on a file or a socket, with the system's code. */
export function systemErrorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error.message;
  const words = WORDS[code];
  return words === undefined ? error.message : `${words} (${code})`;
}

/** True for an error from the operating system that says something about the machine. */
export function isSystemError(error: unknown): boolean {
  if (!(error instanceof Error) || !('syscall' in error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && Object.hasOwn(WORDS, code);
}
