import { describe, expect, it } from 'vitest';
import { BLOB_FOLDERS, TABLE_SCHEMAS } from '../../names.ts';
import { givenApp, givenTemplates, resourcesOf, type Loose } from './support.ts';

const dev = givenTemplates('dev');
const prod = givenTemplates('prod');
const tables = (templates: typeof dev) => resourcesOf(templates, 'AWS::DynamoDB::Table').map(([, table]) => table);

describe('tables', () => {
  it('are the three of the schema, with their keys, indexes and time to live', () => {
    const built = tables(dev).map(({ Properties: table }) => ({
      keys: table.KeySchema.map((key: Loose) => key.AttributeName),
      ttl: table.TimeToLiveSpecification?.AttributeName,
      indexes: (table.GlobalSecondaryIndexes ?? []).map((index: Loose) => ({
        name: index.IndexName,
        keys: index.KeySchema.map((key: Loose) => key.AttributeName),
        include: index.Projection.NonKeyAttributes,
        projection: index.Projection.ProjectionType,
      })),
    }));
    const expected = Object.values(TABLE_SCHEMAS).map((schema) => ({
      keys: [schema.partitionKey.name, schema.sortKey.name],
      ttl: schema.ttl,
      indexes: schema.indexes.map((index) => ({
        name: index.name,
        keys: [index.partitionKey.name, ...(index.sortKey ? [index.sortKey.name] : [])],
        include: index.include,
        projection: index.include ? 'INCLUDE' : 'KEYS_ONLY',
      })),
    }));
    expect(built).toEqual(expected);
  });

  it('can be restored to any second, are encrypted, and are paid by use in every stage', () => {
    for (const { Properties: table } of [...tables(dev), ...tables(prod)]) {
      expect(table.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(table.SSESpecification).toEqual({ SSEEnabled: true });
      expect(table.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it('have no stream while nothing reads one', () => {
    for (const { Properties: table } of tables(prod)) expect(table).not.toHaveProperty('StreamSpecification');
  });

  it('cannot be deleted by accident in prod, and leave nothing behind in dev', () => {
    for (const table of tables(prod)) {
      expect(table.DeletionPolicy).toBe('Retain');
      expect(table.Properties.DeletionProtectionEnabled).toBe(true);
    }
    for (const table of tables(dev)) {
      expect(table.DeletionPolicy).toBe('Delete');
      expect(table.Properties.DeletionProtectionEnabled).toBe(false);
    }
  });
});

describe('buckets and secrets', () => {
  it('forget files after as many days as their folder says, and abandoned uploads after one', () => {
    const [, bucket] = resourcesOf(prod, 'AWS::S3::Bucket').find(([id]) => id.startsWith('data/Imports'))!;
    const rules: Loose[] = bucket.Properties.LifecycleConfiguration.Rules;
    const days = rules.filter(({ Prefix }) => Prefix).map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays]);
    expect(Object.fromEntries(days)).toMatchObject({ 'imports/': 30, 'uploads/': 7, 'exports/': 1 });
    expect(days).toHaveLength(Object.keys(BLOB_FOLDERS).length);
    expect(rules).toContainEqual({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' });
  });

  it('are kept in prod and deleted in dev', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::SecretsManager::Secret']) {
      expect(resourcesOf(prod, type).map(([, { DeletionPolicy }]) => DeletionPolicy)).not.toContain('Delete');
      expect(resourcesOf(dev, type).map(([, { DeletionPolicy }]) => DeletionPolicy)).not.toContain('Retain');
    }
    expect(resourcesOf(dev, 'Custom::S3AutoDeleteObjects')).toHaveLength(resourcesOf(dev, 'AWS::S3::Bucket').length);
    expect(resourcesOf(prod, 'Custom::S3AutoDeleteObjects')).toHaveLength(0);
  });

  it('are private, encrypted and reached over TLS only', () => {
    const policies = resourcesOf(dev, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
    const buckets = resourcesOf(dev, 'AWS::S3::Bucket');
    expect(policies.filter((policy) => policy.includes('"aws:SecureTransport":"false"'))).toHaveLength(buckets.length);
    for (const [, { Properties: bucket }] of buckets) {
      expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(JSON.stringify(bucket.BucketEncryption)).toContain('AES256');
    }
  });

  it.each(['signing', 'address-hash'])('start the key %s as the JSON that functions read: {current}', (name) => {
    const keys = resourcesOf(dev, 'AWS::SecretsManager::Secret').map(([, { Properties }]) => Properties);
    expect(keys.find(({ Name }) => Name === `peyk-dev/${name}`)).toMatchObject({
      GenerateSecretString: { SecretStringTemplate: '{}', GenerateStringKey: 'current', PasswordLength: 64 },
    });
  });
});

describe('the secrets of webhook sources', () => {
  it('are one secret, made without a value, so that no deployment writes over what functions put there', () => {
    const secrets = resourcesOf(dev, 'AWS::SecretsManager::Secret').map(([, { Properties }]) => Properties);
    const sources = secrets.find(({ Name }) => Name === 'peyk-dev/hooks');
    expect(Object.keys(sources).sort()).toEqual(['Description', 'Name', 'Tags']);
  });
});

describe('the data stack', () => {
  it('cannot be deleted in prod by a mistaken destroy', () => {
    expect(givenApp('prod').stacks.data.terminationProtection).toBe(true);
    expect(givenApp('dev').stacks.data.terminationProtection).toBe(false);
  });
});
