import { jsonResponse } from '../http/jsonResponse.ts';

/** What a route answers: JSON, or a whole Response where it is something else. */
export type RouteResponse = { readonly status: number; readonly body: unknown } | Response;

/** Turns a route's answer into a response. */
export async function guarded(run: () => Promise<RouteResponse>): Promise<Response> {
  const answer = await run();
  if (answer instanceof Response) return answer;
  return jsonResponse(answer.status, JSON.stringify(answer.body));
}
