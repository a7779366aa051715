import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** The page shows this many messages. */
export const SHOWN = 200;

/** The emulator's own page, asking for the newest messages only: it draws a frame per message. */
export function inboxPage(path: string, response: ServerResponse): void {
  const page = readFileSync(path, 'utf8').replace('`/store?since=', `\`/store?newest=${SHOWN}&since=`);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page);
}
