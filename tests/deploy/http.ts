import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/**
 * One HTTP request to this machine, whatever the host name says: the emulator tells its APIs apart by names below
 * `localhost`, which not every resolver knows. Redirects are not followed.
 */
export function send(url: string, { method = 'GET', headers = {}, body = '' }: Sending = {}): Promise<Answer> {
  const { hostname, port, pathname, search } = new URL(url);
  const sent = { host: `${hostname}:${port}`, ...headers, 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path: pathname + search, method, headers: sent, timeout: 60_000 },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
        response.on('error', reject);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${url} was not answered in a minute`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
