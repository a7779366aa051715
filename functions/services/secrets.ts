import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { count } from '../metering/meter.ts';
import type { Secrets } from '../shared/deps.ts';
import { DEFAULT_OVERLAP_MS, rotate, secretValueSchema, validValues, type SecretValue } from './secretValue.ts';

export interface SecretsOptions {
  /** Put before every name, `peyk/`. */
  readonly prefix: string;
  readonly clock: () => number;
  readonly endpoint?: string | undefined;
}

// A read costs money and 10 ms; a rotation overlaps far longer than this.
const CACHE_MS = 60_000;

/** Secrets Manager; a value is JSON `{current, previous?, previousUntil?}`. */
export function createSecrets({ prefix, clock, endpoint }: SecretsOptions): Secrets {
  const client = new SecretsManagerClient(endpoint === undefined ? {} : { endpoint });
  const cache = new Map<string, { readonly at: number; readonly value: SecretValue }>();

  const read = async (name: string): Promise<SecretValue | undefined> => {
    try {
      count({ secretReads: 1 });
      const { SecretString: text = '' } = await client.send(new GetSecretValueCommand({ SecretId: prefix + name }));
      return parse(name, text);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  return {
    async get(name) {
      const known = cache.get(name);
      if (known && clock() - known.at < CACHE_MS) return validValues(known.value, clock());
      const value = await read(name);
      if (value === undefined) return [];
      cache.set(name, { at: clock(), value });
      return validValues(value, clock());
    },
    async put(name, next, overlapMs = DEFAULT_OVERLAP_MS) {
      const before = await read(name);
      const value = rotate(before, next, clock(), overlapMs);
      const SecretString = JSON.stringify(value);
      await (before === undefined
        ? client.send(new CreateSecretCommand({ Name: prefix + name, SecretString }))
        : client.send(new PutSecretValueCommand({ SecretId: prefix + name, SecretString })));
      cache.set(name, { at: clock(), value });
    },
  };
}

function parse(name: string, text: string): SecretValue {
  const parsed = secretValueSchema.safeParse(JSON.parse(text));
  // The parser's message could quote the value, so it is left out.
  if (!parsed.success) throw new Error(`secret ${name} is not {current, previous?, previousUntil?}`);
  return parsed.data;
}
