import { z } from 'zod';
import type { Client } from './client.ts';
import { RequestError } from './errors.ts';

const started = z.object({ runId: z.string() });

export interface RefreshToFollow {
  readonly runId: string;
  /** False where somebody else, or the schedule, had started it before. */
  readonly ours: boolean;
}

/** Starts a refresh, or finds the one under way: Peyk runs one at a time. */
export async function startRefresh(
  client: Client,
  { full = false }: { readonly full?: boolean } = {},
): Promise<RefreshToFollow> {
  try {
    return {
      ...(await client.post(`/api/v1/segments/refresh${full ? '?full=true' : ''}`, undefined, started)),
      ours: true,
    };
  } catch (error) {
    const running = started.safeParse(error instanceof RequestError ? error.body : undefined);
    if (!running.success) throw error;
    return { runId: running.data.runId, ours: false };
  }
}
