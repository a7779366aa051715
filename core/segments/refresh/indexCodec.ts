import { z } from 'zod';
import type { IndexHeader, ReevaluationIndex } from './reevaluationIndex.ts';

// "PKAG", the format's number, the header's length; the header as JSON; 12 bytes an entry (key 6, version 4, due day 2);
// a checksum of all that. Big-endian.
const MAGIC = 0x504b4147;
const FORMAT = 1;
const PREAMBLE = 12;
const ENTRY = 12;
const CHECKSUM = 4;

// Files call the ruleset's fingerprint `generation`, as the first releases did.
const headerSchema = z.object({
  generation: z.string(),
  run: z.string(),
  renewed: z.int().nonnegative(),
  today: z.int(),
  fullAt: z.number(),
});

export function encodeIndex({ header, keys, versions, dues }: ReevaluationIndex): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(storedHeader(header)));
  const start = PREAMBLE + head.length;
  const bytes = new Uint8Array(start + keys.length * ENTRY + CHECKSUM);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, FORMAT);
  view.setUint32(8, head.length);
  bytes.set(head, PREAMBLE);
  for (let row = 0, at = start; row < keys.length; row++, at += ENTRY) {
    const key = keys[row] ?? 0;
    view.setUint32(at, Math.floor(key / 0x10000));
    view.setUint16(at + 4, key % 0x10000);
    view.setUint32(at + 6, versions[row] ?? 0);
    view.setUint16(at + 10, dues[row] ?? 0);
  }
  view.setUint32(bytes.length - CHECKSUM, checksum(bytes));
  return bytes;
}

/** Undefined for anything but a whole index of this format: without one, everybody is evaluated. */
export function decodeIndex(bytes: Uint8Array): ReevaluationIndex | undefined {
  if (bytes.length < PREAMBLE + CHECKSUM) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC || view.getUint32(4) !== FORMAT) return undefined;
  if (view.getUint32(bytes.length - CHECKSUM) !== checksum(bytes)) return undefined;
  const start = PREAMBLE + view.getUint32(8);
  const count = (bytes.length - CHECKSUM - start) / ENTRY;
  if (!Number.isInteger(count) || count < 0) return undefined;
  const header = headerSchema.safeParse(parsed(bytes.subarray(PREAMBLE, start)));
  if (!header.success || header.data.renewed > count) return undefined;

  const index = { keys: Array<number>(count), versions: Array<number>(count), dues: Array<number>(count) };
  for (let row = 0, at = start; row < count; row++, at += ENTRY) {
    index.keys[row] = view.getUint32(at) * 0x10000 + view.getUint16(at + 4);
    index.versions[row] = view.getUint32(at + 6);
    index.dues[row] = view.getUint16(at + 10);
  }
  const { generation, ...rest } = header.data;
  return { header: { rulesetFingerprint: generation, ...rest }, ...index };
}

function storedHeader({ rulesetFingerprint, ...rest }: IndexHeader): z.infer<typeof headerSchema> {
  return { generation: rulesetFingerprint, ...rest };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}

/** FNV-1a over everything before the checksum itself: a file that was cut or damaged is no index. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  const end = bytes.length - CHECKSUM;
  for (let index = 0; index < end; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash >>> 0;
}
