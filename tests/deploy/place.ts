import { messagePageSchema, type MessagePage } from '../../local/inbox/message.ts';
import { send, type Answer, type Sending } from './http.ts';

/** JSON of our own API; the test says what it expects of it. */
export type Json = ReturnType<typeof JSON.parse>;

/** A running Peyk, deployed or local: its HTTP interface and the inbox that its mail lands in. */
export class Place {
  readonly name: string;
  readonly url: string;
  readonly inboxUrl: string;
  readonly #headers: Record<string, string>;

  constructor(name: string, url: string, inboxUrl: string, token?: string) {
    this.name = name;
    this.url = url;
    this.inboxUrl = inboxUrl;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Calls the REST API as a marketer. Throws unless the answer is a success. */
  async call(method: string, path: string, body?: unknown): Promise<Json> {
    return this.#asMarketer(path, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  }

  /** Asks the REST API as a marketer, and takes any answer. */
  ask(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    return send(this.url + path, { ...sending, method, headers: { ...this.#headers, ...sending.headers } });
  }

  async upload(kind: string, csv: string): Promise<Json> {
    return this.#asMarketer(`/api/v1/imports?kind=${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
  }

  /** What anybody may call: webhooks, links in mails. */
  visit(url: string, sending: Sending = {}): Promise<Answer> {
    return send(new URL(url, this.url).href, sending);
  }

  /** Every message that was sent, oldest first. */
  async messages(): Promise<MessagePage['items']> {
    const all: MessagePage['items'] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const response = await fetch(`${this.inboxUrl}/messages?after=${after}&limit=500&bodies=true`);
      const { items } = messagePageSchema.parse(await response.json());
      if (items.length === 0) return all;
      all.push(...items);
    }
  }

  async #asMarketer(path: string, sending: Sending): Promise<Json> {
    const answer = await this.ask(sending.method ?? 'GET', path, sending);
    if (answer.status >= 300) {
      throw new Error(`${this.name}: ${sending.method ?? 'GET'} ${path} was answered ${answer.status}: ${answer.text}`);
    }
    return answer.text === '' ? undefined : JSON.parse(answer.text);
  }
}
