import type { Answer } from '../api/route.ts';

/** Turns a route's answer into a response. */
export async function guarded(run: () => Promise<Answer>): Promise<Response> {
  const answer = await run();
  if (answer instanceof Response) return answer;
  return jsonResponse(answer.status, JSON.stringify(answer.body));
}

/** JSON text as a response. */
export function jsonResponse(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}
