import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { DEFAULT_OVERLAP_MS, rotate, secretValueSchema, validValues } from '../../adapters/aws/secretValue.ts';
import { SECRETS } from '../../names.ts';
import type { Secrets } from '../../app/ports/secrets.ts';

const fileSchema = z.record(z.string(), secretValueSchema);
type SecretsFile = z.infer<typeof fileSchema>;

/** Secrets in a file that only its owner may read; made with random keys on the first start. */
export function openSecretsFile(path: string, clock: () => number): Secrets {
  if (!existsSync(path)) write(path, { [SECRETS.signing]: newKey(), [SECRETS.addresses]: newKey() });
  let known = read(path);
  const signing = known[SECRETS.signing];
  if (!Object.hasOwn(known, SECRETS.addresses) && signing) {
    // A file from before addresses had a key of their own: they were hashed under the signing key.
    known = { ...known, [SECRETS.addresses]: { current: signing.current } };
    write(path, known);
  }
  return {
    get: (name) => {
      const value = Object.hasOwn(known, name) ? known[name] : undefined;
      return Promise.resolve(value === undefined ? [] : validValues(value, clock()));
    },
    put: (name, next, overlapMs = DEFAULT_OVERLAP_MS, settleMs = 0) => {
      const before = Object.hasOwn(known, name) ? known[name] : undefined;
      known = { ...known, [name]: rotate(before, next, clock(), overlapMs, settleMs) };
      write(path, known);
      return Promise.resolve();
    },
    remove: (name) => {
      known = Object.fromEntries(Object.entries(known).filter(([each]) => each !== name));
      write(path, known);
      return Promise.resolve();
    },
  };
}

function newKey(): SecretsFile[string] {
  return { current: randomBytes(32).toString('base64url') };
}

function read(path: string): SecretsFile {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  // The parser's message could quote a value. Never replace the file: links in sent mail hang on its key.
  if (!parsed.success) throw new Error(`${path} is damaged: restore it from a backup`);
  return parsed.data;
}

// Written whole or not at all, also when the process is killed half-way.
function write(path: string, secrets: SecretsFile): void {
  writeFileSync(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
