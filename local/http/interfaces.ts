import { isIPv4, isIPv6 } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** Whether only this machine reaches an interface. A name other than localhost could be any interface. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The URL under which this machine reaches its own server. */
export function ownUrl(host: string, port: number): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
