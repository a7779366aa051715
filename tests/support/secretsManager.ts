import type { Json } from './app.ts';

interface Version {
  readonly text: string;
  readonly labels: Set<string>;
}

export interface Small {
  readonly status: number;
  readonly body: Json;
}

const refused = (type: string): Small => ({ status: 400, body: { __type: type, message: type } });

/**
 * The versions and labels of Secrets Manager, as its API reference has them, for secrets that exist already. A value of
 * undefined: the secret is there and was never given one.
 */
export function newSecretsManager(given: Readonly<Record<string, string | undefined>>) {
  let made = 0;
  const version = (text: string): Version => ({ text, labels: new Set(['AWSCURRENT']) });
  const secrets = new Map(
    Object.entries(given).map(([name, text]) => [
      name,
      new Map(text === undefined ? [] : [[`made-${++made}`, version(text)]]),
    ]),
  );
  const labelled = (versions: Map<string, Version>, label: string) =>
    [...versions].find(([, { labels }]) => labels.has(label));
  const move = (versions: Map<string, Version>, label: string, to: string) => {
    for (const { labels } of versions.values()) labels.delete(label);
    versions.get(to)?.labels.add(label);
  };

  const actions: Readonly<Record<string, (versions: Map<string, Version>, input: Json) => Small>> = {
    GetSecretValue: (versions, { SecretId }) => {
      const current = labelled(versions, 'AWSCURRENT');
      if (!current) return refused('ResourceNotFoundException');
      const [VersionId, { text: SecretString }] = current;
      return { status: 200, body: { Name: SecretId, VersionId, SecretString } };
    },
    PutSecretValue: (versions, { ClientRequestToken: id, SecretString: text, VersionStages = ['AWSCURRENT'] }) => {
      if (Buffer.byteLength(text) > 65_536) return refused('InvalidParameterException');
      const same = versions.get(id);
      // The same again is ignored, and moves no label.
      if (same) return same.text === text ? { status: 200, body: {} } : refused('ResourceExistsException');
      versions.set(id, { text, labels: new Set() });
      for (const label of VersionStages) move(versions, label, id);
      return { status: 200, body: { VersionId: id } };
    },
    UpdateSecretVersionStage: (versions, { VersionStage: label, MoveToVersionId: to, RemoveFromVersionId: from }) => {
      if (!versions.has(to)) return refused('ResourceNotFoundException');
      if (labelled(versions, label)?.[0] !== from) return refused('InvalidParameterException');
      move(versions, label, to);
      return { status: 200, body: {} };
    },
  };

  return {
    answer(action: string, input: Json): Small {
      const versions = secrets.get(input.SecretId);
      return versions
        ? (actions[action]?.(versions, input) ?? refused('AccessDeniedException'))
        : refused('ResourceNotFoundException');
    },
    /** What a secret holds now. */
    current: (name: string): string | undefined => {
      const versions = secrets.get(name);
      return versions && labelled(versions, 'AWSCURRENT')?.[1].text;
    },
  };
}
