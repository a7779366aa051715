import type { Hono } from 'hono';
import { jsonResponse } from '../api/answer.ts';
import { readBytes, WEBHOOK_CAP } from '../api/body.ts';
import { receiveWebhook, type WebhookNeeds } from './receiveWebhook.ts';

/** `POST /hooks/v1/{source}`: authenticated by its signature, not by a user. */
export function mountHooks(app: Hono, deps: WebhookNeeds): void {
  app.post('/hooks/v1/:source', async (context) => {
    const request = context.req.raw;
    await receiveWebhook(deps, context.req.param('source'), request.headers, await readBytes(request, WEBHOOK_CAP));
    return jsonResponse(202, JSON.stringify({ received: true }));
  });
}
