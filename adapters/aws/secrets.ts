import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { count } from '../metering/meter.ts';
import { putMember, removeMember } from './secretMap.ts';
import { DEFAULT_OVERLAP_MS, rotate, secretValueSchema, validValues, type SecretValue } from './secretValue.ts';
import { createSharedSecret, type SharedSecret } from './sharedSecret.ts';
import type { Secrets } from '../../app/ports/secrets.ts';

export interface SecretsOptions {
  /** Put before every name, `peyk/`. */
  readonly prefix: string;
  readonly clock: () => number;
  readonly endpoint?: string | undefined;
}

// A read costs money and 10 ms; a rotation overlaps far longer than this.
const CACHE_MS = 60_000;

/**
 * Secrets Manager. A secret is JSON `{current, previous?, previousUntil?}`; all of one group (`hooks/shop`,
 * `hooks/crm`) are one secret, `hooks`, a map of those. The stack makes every secret, so that it also removes them.
 */
export function createSecrets({ prefix, clock, endpoint }: SecretsOptions): Secrets {
  const client = new SecretsManagerClient(endpoint === undefined ? {} : { endpoint });
  const cache = new Map<string, { readonly at: number; readonly value: SecretValue }>();
  const groups = new Map<string, SharedSecret>();

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
  const memberOf = (name: string): { readonly group: SharedSecret; readonly member: string } | undefined => {
    const slash = name.indexOf('/');
    if (slash < 0) return undefined;
    const [groupName, member] = [name.slice(0, slash), name.slice(slash + 1)];
    const group = groups.get(groupName) ?? createSharedSecret(client, prefix + groupName, clock);
    groups.set(groupName, group);
    return { group, member };
  };
  const one = async (name: string): Promise<SecretValue | undefined> => {
    const known = cache.get(name);
    if (known && clock() - known.at < CACHE_MS) return known.value;
    const value = await read(name);
    if (value !== undefined) cache.set(name, { at: clock(), value });
    return value;
  };

  return {
    async get(name) {
      const shared = memberOf(name);
      const value = await (shared ? shared.group.member(shared.member) : one(name));
      return value === undefined ? [] : validValues(value, clock());
    },
    async put(name, next, overlapMs = DEFAULT_OVERLAP_MS, settleMs = 0) {
      const shared = memberOf(name);
      if (shared) {
        await shared.group.change((map) => putMember(map, shared.member, next, clock(), overlapMs));
        return;
      }
      const value = rotate(await read(name), next, clock(), overlapMs, settleMs);
      await client.send(new PutSecretValueCommand({ SecretId: prefix + name, SecretString: JSON.stringify(value) }));
      cache.set(name, { at: clock(), value });
    },
    async remove(name) {
      const shared = memberOf(name);
      if (!shared) throw new Error(`${name} is made and removed by the stack`);
      await shared.group.change((map) => removeMember(map, shared.member));
    },
  };
}

function parse(name: string, text: string): SecretValue {
  const parsed = secretValueSchema.safeParse(JSON.parse(text));
  // The parser's message could quote the value, so it is left out.
  if (!parsed.success) throw new Error(`secret ${name} is not {current, previous?, previousUntil?}`);
  return parsed.data;
}
