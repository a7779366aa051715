import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { buildPeyk } from '../../infra/peyk.ts';

it('links every alarm to a section of the runbook that exists', () => {
  const headings = new Set(
    readFileSync('docs/runbook.md', 'utf8')
      .match(/^## .+$/gm)
      ?.map((line) => line.slice(3)),
  );
  const stacks = Object.values(buildPeyk(new App({ context: { bundle: 'false' } })));
  const anchors = stacks
    .flatMap((stack) => Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')))
    .map((alarm) => /docs\/runbook\.md#([\w-]+)$/.exec(String(alarm['Properties'].AlarmDescription))?.[1]);
  expect(anchors.length).toBeGreaterThan(3);
  for (const anchor of anchors) expect(headings).toContain(anchor);
});
