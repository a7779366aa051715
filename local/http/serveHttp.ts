import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { serveConsole } from './serveConsole.ts';
import { durableAnswers } from './durableAnswers.ts';
import { hostGuard } from './hostGuard.ts';
import { isLoopback } from './interfaces.ts';

export interface HttpOptions {
  readonly port: number;
  /** The interface to listen on. */
  readonly host: string;
  readonly app: Hono;
  /** Resolves when all that was answered before would survive a power cut. */
  readonly durable?: () => Promise<void>;
  /** Uploads and downloads of single files. */
  readonly files?: Hono;
  /** Folder of the built console; it may appear later. */
  readonly console: string;
  /** Where the inbox shows its messages. */
  readonly inboxUrl: string;
}

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The port is taken by another program. */
class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  constructor(port: number) {
    super(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm start`);
  }
}

// Requests in progress get this long when the server closes.
const CLOSE_MS = 500;

/** API, public links, console and a link to the inbox on one port. */
export async function serveHttp({
  port,
  host,
  app,
  durable,
  files,
  console: folder,
  inboxUrl,
}: HttpOptions): Promise<HttpServer> {
  const outer = new Hono();
  // Whoever may reach us from elsewhere must carry a token, which no page of a stranger has.
  if (isLoopback(host)) outer.use(hostGuard);
  outer.get('/inbox', (context) => context.redirect(inboxUrl));
  if (durable) outer.use(durableAnswers(durable));
  if (files) outer.route('/', files);
  outer.use(serveConsole(folder));
  outer.all('*', (context) => app.fetch(context.req.raw, context.env));

  return new Promise((resolve, reject) => {
    const server = serve({ fetch: outer.fetch, hostname: host, port, createServer }, ({ port: taken }) =>
      resolve({
        port: taken,
        close: () =>
          new Promise((closed) => {
            const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CLOSE_MS);
            server.close(() => {
              clearTimeout(timer);
              closed();
            });
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
      }),
    );
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 60_000;
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error);
    });
  });
}
