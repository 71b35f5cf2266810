/** A WebSocket without TLS on this machine. Twilio opens none; a server on a developer's own machine has no other. */
const LOOPBACK_SOCKET =
  /^ws:\/\/(?:localhost|[a-z\d-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:[/?#]|$)/i;

/** Whether a URL is of a WebSocket without TLS on this machine, which is taken here though Twilio refuses it. */
export function isLoopbackSocket(url: string): boolean {
  return LOOPBACK_SOCKET.test(url.trim());
}
