import { createHash } from 'node:crypto';
import { ConflictError, ValidationError } from '../../core/shared/errors.ts';
import type { Deps } from '../../app/ports/deps.ts';
import type { RouteResponse } from './guarded.ts';
import type { Route } from './route.ts';

type JsonResponse = Exclude<RouteResponse, Response>;

const MAX_KEY = 255;

/** What identifies a request's content: its query and its body (for a streamed body, its stated length). */
function fingerprint(request: Request, bytes: Buffer): string {
  const hash = createHash('sha256').update(new URL(request.url).search);
  return hash
    .update(`\n${request.headers.get('content-length') ?? ''}\n`)
    .update(bytes)
    .digest('base64url');
}

/**
 * Runs a write at most once per Idempotency-Key: the same key with the same content gets the stored answer again,
 * with another content a 409. A write that failed stored nothing, so its key is free again.
 */
export async function withIdempotency(
  { stores }: Pick<Deps, 'stores'>,
  route: Route,
  { request, bytes }: { readonly request: Request; readonly bytes: Buffer },
  run: () => Promise<RouteResponse>,
): Promise<RouteResponse> {
  const key = request.headers.get('idempotency-key');
  if (key === null || route.method === 'get') return run();
  if (key.trim() === '' || key.length > MAX_KEY) {
    throw new ValidationError([{ path: 'Idempotency-Key', reason: `must be 1 to ${MAX_KEY} characters` }]);
  }
  const name = `${route.method} ${new URL(request.url).pathname}`;
  const hash = fingerprint(request, bytes);
  const claim = await stores.idempotency.claim(name, key, hash);
  switch (claim.kind) {
    case 'replay':
      return { status: claim.response.status, body: claim.response.body };
    case 'otherBody':
      throw new ConflictError('this Idempotency-Key came before with another body');
    case 'inProgress':
      throw new ConflictError('a request with this Idempotency-Key is still running; try again in a moment');
    case 'fresh':
      break;
  }
  try {
    const answer = await run();
    if (!(answer instanceof Response)) await stores.idempotency.finish(name, key, hash, forKeeping(answer, route));
    return answer;
  } catch (error) {
    await stores.idempotency.release(name, key);
    throw error;
  }
}

function forKeeping({ status, body }: JsonResponse, { shownOnce }: Route): JsonResponse {
  if (shownOnce === undefined || typeof body !== 'object' || body === null) return { status, body };
  return { status, body: { ...body, [shownOnce]: undefined } };
}
