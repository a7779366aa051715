import { describe, expect, it } from 'vitest';
import { givenTemplates, resourcesOf } from './support.ts';

const templates = givenTemplates();
const ours = resourcesOf(templates, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
  String(Properties.Description ?? '').startsWith('functions/'),
);

describe('functions', () => {
  it('run on the Node and the processor they are tested for, with memory and time stated', () => {
    expect(ours.length).toBeGreaterThan(10);
    for (const [, { Properties: fn }] of ours) {
      expect(fn).toMatchObject({
        Runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
        Architectures: ['arm64'],
        MemorySize: expect.any(Number),
        Timeout: expect.any(Number),
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  it('each write to a log group of their own', () => {
    const groups = ours.map(([id, { Properties }]) => `${id.split('/')[0]}/${Properties.LoggingConfig.LogGroup.Ref}`);
    expect(new Set(groups).size).toBe(ours.length);
  });

  it('know all three tables, because the stores are made from them', () => {
    for (const [, { Properties: fn }] of ours) {
      expect(Object.keys(fn.Environment.Variables)).toEqual(
        expect.arrayContaining(['PEYK_CUSTOMERS_TABLE', 'PEYK_ACTIVITY_TABLE', 'PEYK_CONTROL_TABLE']),
      );
    }
  });

  it('carry no secret in their environment', () => {
    for (const [, { Properties: fn }] of ours) {
      expect(JSON.stringify(fn.Environment)).not.toMatch(/resolve:secretsmanager|whsec_/);
    }
  });
});

describe('logs', () => {
  it.each([
    ['dev', 7],
    ['prod', 90],
  ] as const)('are kept so many days in %s: %i', (stage, days) => {
    const groups = resourcesOf(givenTemplates(stage), 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(10);
    for (const [, { Properties }] of groups) expect(Properties.RetentionInDays).toBe(days);
  });
});
