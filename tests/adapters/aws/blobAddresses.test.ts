import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBlobAddresses } from '../../../adapters/aws/blobAddresses.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const addresses = createBlobAddresses({ bucket: 'files', clock: () => NOW });
const queryOf = (url: string) => new URL(url).searchParams;

beforeAll(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});
afterAll(() => void vi.unstubAllEnvs());

describe('an address for an upload', () => {
  it('allows one file of a key, a type and a length, for a quarter of an hour', async () => {
    const key = 'uploads/orders/upl_1.csv';
    const { url, method, headers, expiresAt } = await addresses.uploadAddress(key, {
      contentType: 'text/csv',
      bytes: 9,
    });
    expect(method).toBe('PUT');
    expect(new URL(url).pathname).toBe(`/${key}`);
    expect(queryOf(url).get('X-Amz-Expires')).toBe('900');
    expect(expiresAt).toBe(NOW + 900_000);
    // All that is sent along is signed: with another value S3 refuses it.
    expect(headers).toEqual({ 'content-type': 'text/csv', 'content-length': '9', 'if-none-match': '*' });
    expect(queryOf(url).get('X-Amz-SignedHeaders')?.split(';')).toEqual([...Object.keys(headers), 'host'].sort());
  });

  it('says nothing of a length that nobody told', async () => {
    const { url, headers } = await addresses.uploadAddress('uploads/a', { contentType: 'text/csv' });
    expect(headers).toEqual({ 'content-type': 'text/csv', 'if-none-match': '*' });
    expect(queryOf(url).get('X-Amz-SignedHeaders')).toBe('content-type;host;if-none-match');
  });

  it('asks for no checksum, which would be that of no bytes', async () => {
    const { url } = await addresses.uploadAddress('uploads/a', { contentType: 'text/csv' });
    expect([...queryOf(url).keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  });
});

it('an address for a download reads one file for five minutes, as a file that nobody keeps', async () => {
  const file = { contentType: 'text/csv; charset=utf-8', fileName: 'members-seg_1.csv' };
  const url = await addresses.downloadAddress('exports/exp_1', file);
  expect(new URL(url).pathname).toBe('/exports/exp_1');
  expect(Object.fromEntries(queryOf(url))).toMatchObject({
    'X-Amz-Expires': '300',
    'response-content-type': 'text/csv; charset=utf-8',
    'response-content-disposition': 'attachment; filename="members-seg_1.csv"',
    'response-cache-control': 'private, no-store',
  });
});
