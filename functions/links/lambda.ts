import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { handleErrors } from '../http/errorHandler.ts';
import { securityHeaders } from '../http/securityHeaders.ts';
import { clock, log, signer, stores } from '../runtime/providers.ts';
import { lazy } from '../runtime/lazy.ts';
import { mountPublic, type LinkDependencies } from './mountLinks.ts';

/** The links in messages alone: what customers may reach, and no more. */
export const createPublic = (deps: LinkDependencies) => {
  const app = new Hono();
  app.use(securityHeaders);
  mountPublic(app, deps);
  handleErrors(app, deps);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor @hono/aws-lambda is not published yet
  return handle(app);
};

export const handler = lazy(createPublic, { stores, clock, signer, log });
