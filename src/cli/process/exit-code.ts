/** Exit codes of every command. Scripts rely on them: they are public API, like options. */
export const EXIT = {
  fine: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  unreadable: 4,
  bug: 70,
  interrupted: 130,
} as const;
