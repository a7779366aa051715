import assert from 'node:assert/strict';
import { waitUntil } from '../../local/demo/poll.ts';
import type { Json, Place } from './place.ts';

const CUSTOMERS = 90;
const COLUMNS = 60;

/**
 * A customers file of more than 5 MB, of few customers with much to say. Nobody of them has an address, so they are in
 * no audience.
 */
function bulkCsv(): string {
  const columns = Array.from({ length: COLUMNS }, (_, index) => `note${index}`);
  const notes = `,${'n'.repeat(1_000)}`.repeat(COLUMNS);
  const rows = Array.from({ length: CUSTOMERS }, (_, index) => `bulk-${index},true${notes}\r\n`);
  return `customer_id,bulky,${columns.join(',')}\r\n${rows.join('')}`;
}

/** Imports the file and makes a segment of its customers. Resolves to the segment's id. */
export async function fillBulk(place: Place): Promise<string> {
  const done = await importUploaded(place, 'customers', bulkCsv());
  assert.deepEqual([done.status, done.accepted], ['done', CUSTOMERS], `${place.name}: ${JSON.stringify(done)}`);
  const rule = { attribute: 'bulky', eq: true };
  return (await place.call('POST', '/api/v1/segments', { name: 'Bulky', rule })).id;
}

/** Uploads a file to an address of its own and imports it, as the CLI does with large ones. */
async function importUploaded(place: Place, kind: string, csv: string): Promise<Json> {
  const bytes = Buffer.byteLength(csv);
  const { id, ...address } = await place.call('POST', '/api/v1/uploads', { kind, bytes });
  const put = (body: string, type = 'text/csv') =>
    place.visit(address.url, { method: 'PUT', headers: { ...address.headers, 'content-type': type }, body });
  assert.equal((await put(csv, 'text/html')).status, 403, `${place.name}: an address takes what it is for`);
  const sent = await put(csv);
  assert.equal(sent.status, 200, `${place.name}: the upload was refused: ${sent.text}`);
  assert.equal((await put(csv)).status, 412, `${place.name}: an address takes one file`);
  const path = `/api/v1/imports?kind=${kind}&upload=${id}`;
  const started = await place.call('POST', path);
  assert.equal((await place.ask('POST', path)).status, 409, `${place.name}: an upload is imported once`);
  return waitUntil(
    () => place.call('GET', `/api/v1/imports/${started.id}`),
    ({ status }) => status !== 'running',
    60_000,
  );
}

/** The members of a segment as a file, and the status of the first answer: a function's cannot hold it. */
export async function bulkMembers(place: Place, segmentId: string): Promise<{ status: number; text: string }> {
  const answer = await place.ask('GET', `/api/v1/segments/${segmentId}/members.csv`);
  const location = answer.headers['location'];
  if (typeof location !== 'string') return { status: answer.status, text: answer.text };
  const file = await place.visit(location);
  assert.equal(file.status, 200, `${place.name}: ${file.text.slice(0, 500)}`);
  assert.match(String(file.headers['content-disposition']), /^attachment/);
  return { status: answer.status, text: file.text };
}
