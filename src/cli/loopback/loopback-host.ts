/** True for the Host of a request that came in by a name of this machine: any port, the name alone decides. */
export function isLoopbackHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}
