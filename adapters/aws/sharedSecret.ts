import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  GetSecretValueCommand,
  InvalidParameterException,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { UnavailableError } from '../../core/shared/errors.ts';
import { count } from '../metering/meter.ts';
import { memberOf, secretMapSchema, type SecretMap } from './secretMap.ts';
import type { SecretValue } from './secretValue.ts';

export interface SharedSecret {
  /** As it was within the last minute. A member who is not known is looked for again after 10 seconds. */
  member(name: string): Promise<SecretValue | undefined>;
  /** Changes the map, whoever else changes it meanwhile; the same map = nothing to write. */
  change(next: (map: SecretMap) => SecretMap): Promise<void>;
}

const CACHE_MS = 60_000;

/** Anybody may ask for names that do not exist; that must not become a call for each. */
const UNKNOWN_MS = 10_000;

const TRIES = 10;

/** The stack makes the secret without a value. Whoever is first gives it this one: the same version from everybody. */
const FIRST = { ClientRequestToken: '7c1f3a54-4c5d-4e0e-9d0b-70656b000001', SecretString: '{}' };

interface Stored {
  readonly map: SecretMap;
  readonly versionId: string;
}

/**
 * One secret of Secrets Manager that holds a map. Its service has no conditional write, but moving the label AWSCURRENT
 * is one: it must be said from which version, and fails where the label has left that. So a new version is stored
 * without the label first, and becomes current only if nobody else's has; otherwise the change is made again on theirs.
 */
export function createSharedSecret(client: SecretsManagerClient, SecretId: string, clock: () => number): SharedSecret {
  let cached: { readonly at: number; readonly map: Promise<SecretMap> } | undefined;

  const read = async (): Promise<Stored | undefined> => {
    try {
      count({ secretReads: 1 });
      const { SecretString, VersionId = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
      return { map: parse(SecretId, SecretString), versionId: VersionId };
    } catch (error) {
      // Either it has no value yet, or it does not exist: the first write tells which.
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };
  const keep = (map: Promise<SecretMap>) => {
    const mine = (cached = { at: clock(), map });
    map.catch(() => {
      if (cached === mine) cached = undefined;
    });
    return map;
  };
  const known = (within: number): Promise<SecretMap> =>
    cached && clock() - cached.at < within ? cached.map : keep(read().then((stored) => stored?.map ?? {}));

  const begin = async (): Promise<Stored> => {
    await client.send(new PutSecretValueCommand({ SecretId, ...FIRST }));
    const stored = await read();
    if (!stored) throw new UnavailableError(`the secret ${SecretId} has no value yet`);
    return stored;
  };

  return {
    async member(name) {
      return memberOf(await known(CACHE_MS), name) ?? memberOf(await known(UNKNOWN_MS), name);
    },
    async change(next) {
      for (let tries = 0; tries < TRIES; tries++) {
        const stored = (await read()) ?? (await begin());
        const map = next(stored.map);
        if (map === stored.map || (await swap(client, SecretId, stored, map))) {
          await keep(Promise.resolve(map));
          return;
        }
        await setTimeout(Math.random() * 50 * 2 ** Math.min(tries, 4));
      }
      throw new UnavailableError(`the secret ${SecretId} is being changed by others`);
    },
  };
}

/** False where another version has become current since `before` was read. */
async function swap(client: SecretsManagerClient, SecretId: string, before: Stored, map: SecretMap): Promise<boolean> {
  const version = randomUUID();
  await client.send(
    new PutSecretValueCommand({
      SecretId,
      ClientRequestToken: version,
      SecretString: JSON.stringify(map),
      VersionStages: ['AWSPENDING'],
    }),
  );
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: version,
        RemoveFromVersionId: before.versionId,
      }),
    );
    return true;
  } catch (error) {
    // Versions without a label may be gone: then two others have written since.
    if (error instanceof InvalidParameterException || error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

function parse(name: string, text: string | undefined): SecretMap {
  if (text === undefined || text === '') return {};
  const parsed = secretMapSchema.safeParse(JSON.parse(text));
  // The parser's message could quote a value, so it is left out.
  if (!parsed.success) throw new Error(`secret ${name} is no map of {current, previous?, previousUntil?}`);
  return parsed.data;
}
