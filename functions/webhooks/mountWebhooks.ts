import type { Hono } from 'hono';
import { ConflictError } from '../../core/shared/errors.ts';
import { jsonResponse } from '../http/jsonResponse.ts';
import { readBytes, WEBHOOK_CAP } from '../http/body.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { receiveWebhook, type WebhookDependencies } from './receiveWebhook.ts';

/** `POST /hooks/v1/{source}`: authenticated by its signature, not by a user. */
export function mountHooks(app: Hono, deps: WebhookDependencies & Pick<Deps, 'log'>): void {
  const { log, clock } = deps;
  app.post('/hooks/v1/:source', async (context) => {
    const request = context.req.raw;
    const source = context.req.param('source');
    try {
      await receiveWebhook(deps, source, request.headers, await readBytes(request, WEBHOOK_CAP));
    } catch (error) {
      // The shop's system gives one id to two things, or changes an order afterwards: repeating it will not help.
      if (error instanceof ConflictError)
        log.warn(
          { source, ...metrics({ WebhookConflicts: 1 }, clock()) },
          'a webhook contradicts one that came before',
        );
      throw error;
    }
    return jsonResponse(202, JSON.stringify({ received: true }));
  });
}
