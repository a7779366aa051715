import { handle } from 'hono/aws-lambda';
import * as providers from '../services/providers.ts';
import type { Deps } from '../shared/deps.ts';
import { lazy } from '../shared/lazy.ts';
import { createApp } from './app.ts';

/** The REST API. API Gateway sends webhooks and customers' links to functions of their own, which may do less. */
export const createApi = (deps: Deps) => handle(createApp(deps));

export const handler = lazy(createApi, providers);
