import * as z from 'zod/mini';
import { ApiError } from '../../../lib/http/ApiError.ts';
import { send } from '../../../lib/http/request.ts';

const startedSchema = z.object({ runId: z.string() });

/** Starts a refresh run; where one is running already, answers which. */
export async function startRefresh(): Promise<{ readonly runId: string; readonly joined: boolean }> {
  try {
    return { ...(await send('POST', '/api/v1/segments/refresh', undefined, startedSchema)), joined: false };
  } catch (error) {
    const running =
      error instanceof ApiError && error.status === 409 ? z.safeParse(startedSchema, error.fields) : undefined;
    if (running?.success === true) return { runId: running.data.runId, joined: true };
    throw error;
  }
}
