import { handle } from 'hono/aws-lambda';
import { identifyDeployed } from './identity/identifyDeployed.ts';
import * as providers from '../runtime/providers.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { createApp } from './app.ts';

/** The REST API. API Gateway sends webhooks and customers' links to functions of their own, which may do less. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor @hono/aws-lambda is not published yet
export const createApi = (deps: Deps) => handle(createApp(deps, identifyDeployed(deps)));

export const handler = lazy(createApi, providers);
