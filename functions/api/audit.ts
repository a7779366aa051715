import { z } from 'zod';
import type { Identity } from './identity/identity.ts';
import type { Deps } from '../../app/ports/deps.ts';
import type { RouteResponse } from './guarded.ts';
import type { RawRequest, Route } from './route.ts';

const MAX_FIELDS = 100;
/** Fields whose parts say what was changed. */
const TAKEN_APART = new Set(['attributes', 'consent']);

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Runs a route and writes down a change that succeeded. An answer that is given again for its Idempotency-Key never
 * gets here. The change stands also where it could not be written down; then the log has the entry.
 */
export async function audited(
  { stores, clock, ids, log }: Pick<Deps, 'stores' | 'clock' | 'ids' | 'log'>,
  route: Route,
  who: Identity,
  input: RawRequest,
  run: () => Promise<RouteResponse>,
): Promise<RouteResponse> {
  const answer = await run();
  if (!route.audited || answer.status >= 400) return answer;
  const target = targetOf(input, answer);
  const entry = {
    id: ids('aud'),
    at: clock(),
    who: { kind: who.kind, id: who.id, name: who.name },
    method: route.method.toUpperCase(),
    route: route.path,
    ...(target !== undefined && { target }),
    fields: fieldsOf(input.json),
    status: answer.status,
  };
  try {
    await stores.audit.add(entry);
  } catch (error) {
    const { id, at, method, status } = entry;
    log.error({ err: error, auditId: id, at, who: who.id, method, route: route.path, status }, 'audit entry lost');
  }
  return answer;
}

/** The id in the path, else the one that was made. */
function targetOf({ params }: RawRequest, answer: RouteResponse): string | undefined {
  const [given] = Object.values(params);
  if (given !== undefined || answer instanceof Response) return given;
  const { id, name } = objectSchema.safeParse(answer.body).data ?? {};
  return [id, name].find((each) => typeof each === 'string');
}

function fieldsOf(json: unknown): string[] {
  const body = objectSchema.safeParse(json);
  if (!body.success) return [];
  const names = Object.entries(body.data).flatMap(([name, value]) => {
    const parts = TAKEN_APART.has(name) ? objectSchema.safeParse(value) : undefined;
    return parts?.success === true ? Object.keys(parts.data).map((part) => `${name}.${part}`) : [name];
  });
  return names.slice(0, MAX_FIELDS);
}
