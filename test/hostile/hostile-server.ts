import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A request as a hostile server reads it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Of the query and of the body. */
  readonly params: URLSearchParams;
  /** Values by the small letters of their names. */
  readonly headers: ReadonlyMap<string, string>;
  /** How often the path has been asked for, this time included. */
  readonly visit: number;
  /** `http://127.0.0.1:PORT` of the server itself. */
  readonly origin: string;
}

/** Bytes to write, or something to do with the connection; what that answers is written in turn. */
export type Answer = string | Uint8Array | ((asked: Asked, socket: Socket) => Answer | undefined);

/** What the paths of a server answer; another path is 404. */
export type App = Readonly<Record<string, Answer>>;

/** How a server listens. */
export interface Listening {
  readonly tls?: TlsOptions;
  /** Done to each connection, with its number, before anything is read; `true` when its requests get no answer. */
  readonly greet?: (socket: Socket, count: number) => boolean;
  /** Done to each connection before TLS. */
  readonly door?: (socket: Socket, count: number) => void;
}

/** A server below HTTP: it writes the very bytes that a case wants, or does worse. */
export class HostileServer {
  readonly asked: Asked[] = [];
  /** `http://127.0.0.1:PORT`, or `https`. */
  origin = '';
  /** Connections that were made so far. */
  connections = 0;
  readonly #server: Server;
  readonly #app: App;
  readonly #open = new Set<Socket>();

  private constructor(app: App, { tls, greet, door }: Listening) {
    this.#app = app;
    const talk = (socket: Socket) => {
      socket.on('error', () => {});
      if (greet?.(socket, this.connections)) socket.resume();
      else this.#listenTo(socket);
    };
    this.#server = tls ? createTlsServer(tls, talk) : createServer(talk);
    this.#server.on('tlsClientError', () => {});
    this.#server.on('connection', (socket: Socket) => {
      this.connections++;
      this.#open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#open.delete(socket));
      door?.(socket, this.connections);
    });
  }

  static async start(app: App, listening: Listening = {}): Promise<HostileServer> {
    const { tls } = listening;
    const server = new HostileServer(app, listening);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.#server.address() as AddressInfo;
    server.origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
    return server;
  }

  /** Connections that are open. */
  get open(): number {
    return this.#open.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Answers the requests of a connection one by one. */
  #listenTo(socket: Socket): void {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let end = endOfRequest(text); end !== null; end = endOfRequest(text)) {
        const asked = this.#read(text.slice(0, end));
        text = text.slice(end);
        write(this.#app[asked.path] ?? NOT_FOUND, asked, socket);
      }
    });
  }

  #read(text: string): Asked {
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    const [line = '', ...fields] = head.split('\r\n');
    const [method = '', target = '/'] = line.split(' ');
    const { pathname, searchParams } = new URL(target, this.origin);
    const asked = {
      method,
      path: pathname,
      params: new URLSearchParams([...searchParams, ...new URLSearchParams(body)]),
      headers: new Map(
        fields.map((field) => {
          const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(field) ?? [];
          return [name.toLowerCase(), value];
        }),
      ),
      visit: this.asked.filter(({ path }) => path === pathname).length + 1,
      origin: this.origin,
    };
    this.asked.push(asked);
    return asked;
  }
}

const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nno route';

function write(answer: Answer, asked: Asked, socket: Socket): void {
  const bytes = typeof answer === 'function' ? answer(asked, socket) : answer;
  if (typeof bytes === 'function') write(bytes, asked, socket);
  else if (bytes !== undefined) socket.write(bytes, 'latin1');
}

/** Where a whole request ends, its body included. */
function endOfRequest(text: string): number | null {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return null;
  const end = head + 4 + Number(/^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= end ? end : null;
}
