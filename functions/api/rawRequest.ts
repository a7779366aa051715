import { JSON_CAP, mediaType, parseJson, readBytes, requireMediaType } from '../http/body.ts';
import type { RawRequest, Route } from './route.ts';

/** A request with its JSON body read (at most 1 MB); a streamed body is left for the route. */
export async function rawRequest(
  request: Request,
  params: Readonly<Record<string, string>>,
  route: Route,
): Promise<{ input: RawRequest; bytes: Buffer }> {
  const bytes = route.streams.length > 0 ? Buffer.alloc(0) : await readBytes(request, JSON_CAP);
  const none = route.bodyOptional && mediaType(request) === '';
  if (route.streams.length > 0 && !none) requireMediaType(request, route.streams);
  if (route.takesJson) requireMediaType(request, ['application/json']);
  const json = route.takesJson ? parseJson(bytes) : undefined;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return { input: { params, query, json, request }, bytes };
}
