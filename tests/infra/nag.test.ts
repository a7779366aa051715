import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { givenApp } from './support.ts';

const findings = (app: IConstruct) =>
  [new AwsSolutionsChecks(), new ServerlessChecks()].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources[0]?.resourceLogicalId]),
  );

describe('cdk-nag', () => {
  it.each(['dev', 'prod'] as const)('finds nothing that is not acknowledged in %s', (stage) => {
    const { app } = givenApp(stage);
    app.synth();
    expect(findings(app)).toEqual([]);
  });

  it('is on: a careless bucket stops the synthesis', () => {
    const { app } = givenApp();
    new Bucket(new Stack(app, 'careless'), 'Bucket');
    expect(() => app.synth()).toThrow('AwsSolutions-S10');
  });

  it('finds faults in a bare app', () => {
    const app = new App();
    new Bucket(new Stack(app, 'bare'), 'Bucket');
    expect(findings(app).map(([rule]) => rule)).toContain('AwsSolutions-S10');
  });
});
