import { NotFoundError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { newSourceSecret, sourceSecretName } from './sourceSecret.ts';
import type { Source } from '../../core/workspace/source.ts';

type Dependencies = Pick<Deps, 'stores' | 'secrets' | 'clock'>;

export interface WithSecret {
  readonly name: string;
  /** Shown once. */
  readonly secret: string;
}

/** A new source. Throws ConflictError where its name is taken, TooLargeError where there are as many as can be. */
export async function registerSource({ stores, secrets, clock }: Dependencies, name: string): Promise<WithSecret> {
  await stores.sources.create({ id: name, name, createdAt: clock() });
  const secret = newSourceSecret();
  try {
    await secrets.put(sourceSecretName(name), secret);
  } catch (error) {
    // Without a secret it could do nothing but take the name.
    await stores.sources.remove(name);
    throw error;
  }
  return { name, secret };
}

/** A second secret; the first stays valid for 24 hours. */
export async function rotateSource({ stores, secrets, clock }: Dependencies, name: string): Promise<WithSecret> {
  await sourceOf(stores, name);
  const secret = newSourceSecret();
  await secrets.put(sourceSecretName(name), secret);
  await stores.sources.mutate(name, (source) => ({ ...source, rotatedAt: clock() }));
  return { name, secret };
}

/** First its deliveries are refused (everywhere within a minute), then its name is free. */
export async function removeSource({ stores, secrets }: Omit<Dependencies, 'clock'>, name: string): Promise<void> {
  await sourceOf(stores, name);
  await secrets.remove(sourceSecretName(name));
  await stores.sources.remove(name);
}

async function sourceOf(stores: Deps['stores'], name: string): Promise<Source> {
  const source = await stores.sources.get(name);
  if (!source) throw new NotFoundError('source', name);
  return source;
}
