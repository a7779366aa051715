import { jsonResponse } from '../http/jsonResponse.ts';
import type { Answer } from './route.ts';

/** Turns a route's answer into a response. */
export async function guarded(run: () => Promise<Answer>): Promise<Response> {
  const answer = await run();
  if (answer instanceof Response) return answer;
  return jsonResponse(answer.status, JSON.stringify(answer.body));
}
