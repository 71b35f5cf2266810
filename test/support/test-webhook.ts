import { afterEach } from 'vitest';
import { type Received, type Route, serveWebhook, type Webhook } from './webhook.ts';

/** The webhook of a test, once it serves something. */
export interface TestWebhook {
  readonly isServing: boolean;
  readonly origin: string;
  /** What it was asked, also when it is gone. */
  readonly received: readonly Received[];
  /** Serves routes, and answers the origin. */
  serve(routes: Readonly<Record<string, Route>>, port?: number): Promise<string>;
  /** Takes a webhook that something else began to serve, and answers its origin. */
  use(served: Promise<Webhook>): Promise<string>;
  /** Is gone before the test is over. */
  close(): Promise<void>;
}

/** Closes the webhook of each test of a file when the test is over. */
export function testWebhook(): TestWebhook {
  let webhook: Webhook | null = null;
  let isServing = false;
  const close = async () => {
    if (isServing) await webhook?.close();
    isServing = false;
  };
  const served = () => {
    if (!webhook) throw new Error('the test serves nothing');
    return webhook;
  };
  const use = async (begun: Promise<Webhook>) => {
    await close();
    webhook = await begun;
    isServing = true;
    return webhook.origin;
  };
  afterEach(async () => {
    await close();
    webhook = null;
  });
  return {
    get isServing() {
      return isServing;
    },
    get origin() {
      return served().origin;
    },
    get received() {
      return served().received;
    },
    serve: (routes, port) => use(serveWebhook(routes, port)),
    use,
    close,
  };
}
