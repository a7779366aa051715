import { admitted } from './authClient.ts';

/** As fetch, with what the API asks of this person. Waits until they are let in. */
export async function apiFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const client = await admitted;
  for (let attempt = 1; ; attempt++) {
    const bearer = await client.bearer();
    const headers = new Headers(init.headers);
    if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
    const response = await fetch(path, { ...init, headers });
    if (response.status !== 401 || !(await client.replace(bearer, attempt))) return response;
  }
}
