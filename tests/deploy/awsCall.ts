import { REGION, type Emulator } from './emulator.ts';

/** Calls an AWS service that no client is installed for. The emulator reads the service from the scope of the signature. */
export async function awsCall(
  { endpoint }: Emulator,
  service: string,
  request: { readonly target?: string; readonly form?: Record<string, string>; readonly path?: string; body?: unknown },
): Promise<string> {
  const { target, form, path = '/', body = {} } = request;
  const response = await fetch(endpoint + path, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...(target !== undefined && { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(target !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    ...(form && { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${target ?? path} was answered ${response.status}: ${text}`);
  return text;
}
