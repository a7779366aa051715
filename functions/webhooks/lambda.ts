import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { handleErrors } from '../http/errorHandler.ts';
import { securityHeaders } from '../http/securityHeaders.ts';
import { clock, log, secrets, signer, stores } from '../runtime/providers.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { mountHooks } from './mountWebhooks.ts';
import type { WebhookDependencies } from './receiveWebhook.ts';

/** The webhooks alone: what a shop's system may reach, and no more. */
export const createHooks = (deps: WebhookDependencies & Pick<Deps, 'log'>) => {
  const app = new Hono();
  app.use(securityHeaders);
  mountHooks(app, deps);
  handleErrors(app, deps);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor @hono/aws-lambda is not published yet
  return handle(app);
};

export const handler = lazy(createHooks, { stores, clock, signer, secrets, log });
