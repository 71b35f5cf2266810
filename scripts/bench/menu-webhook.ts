/** The webhook that the benchmarks call, in a process of its own: a menu of three documents. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const DOCUMENTS: Readonly<Record<string, string>> = {
  '/voice': '<Gather numDigits="1" action="/menu"><Say>Press 1 for sales, or 2 for support.</Say></Gather>',
  '/menu': '<Gather numDigits="4" action="/done"><Say>Enter your number.</Say></Gather>',
  '/done': '<Say>Thank you. Goodbye.</Say><Hangup/>',
  '/large': largeDocument(),
};

/** Just under the 64 kB that Twilio takes. */
function largeDocument(): string {
  const verb =
    '<Say voice="Polly.Amy">A line of a long document, which nobody wants to hear to its end.</Say>\n';
  return verb.repeat(Math.floor(65_000 / verb.length));
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${DOCUMENTS[request.url?.split('?')[0] ?? ''] ?? ''}</Response>\n`;
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
