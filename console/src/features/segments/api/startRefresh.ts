import { paths } from '../../../../../contract/paths.ts';
import { startedRunSchema } from '../../../../../contract/runs.ts';
import { ApiError } from '../../../lib/http/ApiError.ts';
import { send } from '../../../lib/http/request.ts';

/** Starts a refresh run; where one is running already, answers which. */
export async function startRefresh(): Promise<{ readonly runId: string; readonly joined: boolean }> {
  try {
    return { ...(await send('POST', paths.refresh, undefined, startedRunSchema)), joined: false };
  } catch (error) {
    const running = error instanceof ApiError && error.status === 409 ? error.problem?.runId : undefined;
    if (running !== undefined) return { runId: running, joined: true };
    throw error;
  }
}
