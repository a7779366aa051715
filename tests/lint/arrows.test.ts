import { cruise } from 'dependency-cruiser';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { forbidden, options } from '../../lint/arrows.ts';

const houses: string[] = [];
afterEach(() => Promise.all(houses.splice(0).map((house) => rm(house, { recursive: true }))));

/** Builds a house of files that each import others (`type` first: their types only), and returns the rules it breaks. */
async function brokenBy(files: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> {
  const house = await realpath(await mkdtemp(join(tmpdir(), 'house-')));
  houses.push(house);
  for (const [path, imports] of Object.entries(files)) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), imports.map((each) => statement(path, each)).join('\n'));
  }
  const { output } = await cruise(
    [...new Set(Object.keys(files).map((path) => path.replace(/\/.*/, '')))],
    { ...options, baseDir: house, validate: true, ruleSet: { forbidden: [...forbidden] } },
    options.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('a result was asked for, not a text');
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
}

function statement(path: string, imported: string): string {
  const [target = '', ...kind] = imported.split(' ').reverse();
  const from = /^(node:|\.)/.test(target) ? target : `${'../'.repeat(path.split('/').length - 1) || './'}${target}`;
  return kind.length > 0 ? `import type { A } from '${from}';` : `import '${from}';`;
}

describe('an arrow', () => {
  it('down the tiers is allowed', async () => {
    const broken = await brokenBy({
      'core/shared/money.ts': [],
      'app/ports/mailer.ts': ['core/shared/money.ts'],
      'app/campaigns/launch.ts': ['app/ports/mailer.ts', 'core/shared/money.ts'],
      'adapters/aws/mailer.ts': ['app/ports/mailer.ts'],
      'functions/tasks/SendShard.ts': ['functions/runtime/providers.ts', 'app/campaigns/launch.ts'],
      'functions/runtime/providers.ts': ['adapters/aws/mailer.ts'],
    });
    expect(broken).toEqual([]);
  });

  it.each([
    ['core/shared/money.ts', 'app/ports/mailer.ts', 'tier core'],
    ['core/shared/money.ts', 'contract/money.ts', 'tier core'],
    ['contract/money.ts', 'core/shared/money.ts', 'tier contract'],
    ['app/campaigns/launch.ts', 'adapters/aws/mailer.ts', 'tier app'],
    ['app/campaigns/launch.ts', 'functions/http/problem.ts', 'tier app'],
    ['adapters/aws/mailer.ts', 'functions/http/problem.ts', 'tier adapters'],
    ['adapters/aws/mailer.ts', 'app/campaigns/launch.ts', 'tier adapters'],
    ['functions/tasks/SendShard.ts', 'adapters/aws/mailer.ts', 'tier functions'],
    ['functions/runtime/providers.ts', 'local/main.ts', 'tier functions/runtime'],
    ['infra/app.ts', 'local/main.ts', 'tier infra'],
    ['local/main.ts', 'infra/app.ts', 'tier local'],
    ['cli/main.ts', 'core/shared/money.ts', 'tier cli'],
    ['console/src/app/main.tsx', 'core/shared/money.ts', 'tier console'],
    ['core/shared/money.ts', 'tests/support/money.ts', 'tier core'],
  ])('from %s to %s is refused', async (from, to, rule) => {
    expect(await brokenBy({ [from]: [to], [to]: [] })).toEqual([rule]);
  });

  it('of a type alone is refused like any other', async () => {
    const broken = await brokenBy({
      'app/campaigns/launch.ts': ['type adapters/aws/mailer.ts'],
      'adapters/aws/mailer.ts': [],
    });
    expect(broken).toEqual(['tier app']);
  });

  it('between the folders of core goes to what stands before', async () => {
    const files = { 'core/customers/email.ts': [], 'core/segments/rule.ts': [] };
    expect(await brokenBy({ ...files, 'core/segments/rule.ts': ['core/customers/email.ts'] })).toEqual([]);
    expect(await brokenBy({ ...files, 'core/customers/email.ts': ['core/segments/rule.ts'] })).toEqual([
      'order core/customers',
    ]);
  });

  it('between features of the console goes where FEATURES lists it', async () => {
    const campaigns = 'console/src/features/campaigns/page.tsx';
    const reports = 'console/src/features/reports/table.tsx';
    expect(await brokenBy({ [campaigns]: [reports], [reports]: [] })).toEqual([]);
    expect(await brokenBy({ [campaigns]: [], [reports]: [campaigns] })).toEqual(['feature reports']);
  });

  it('from a folder that has no place yet is refused', async () => {
    expect(await brokenBy({ 'core/leads/lead.ts': ['core/shared/ids.ts'], 'core/shared/ids.ts': [] })).toEqual([
      'order core',
    ]);
  });

  it('from core to the platform is refused', async () => {
    expect(await brokenBy({ 'core/shared/hash.ts': ['node:crypto'] })).toEqual(['pure core']);
  });

  it('that leads nowhere is refused', async () => {
    expect(await brokenBy({ 'core/shared/hash.ts': ['core/shared/gone.ts'] })).toEqual(['unresolved']);
  });
});

describe('a circle', () => {
  it('of two files is refused', async () => {
    expect(
      await brokenBy({ 'core/shared/a.ts': ['core/shared/b.ts'], 'core/shared/b.ts': ['core/shared/a.ts'] }),
    ).toEqual(['circle']);
  });

  it('of three files is refused, and types close it too', async () => {
    const broken = await brokenBy({
      'core/shared/a.ts': ['core/shared/b.ts'],
      'core/shared/b.ts': ['core/shared/c.ts'],
      'core/shared/c.ts': ['type core/shared/a.ts'],
    });
    expect(broken).toEqual(['circle']);
  });

  it('of two folders is refused though no file is part of one', async () => {
    const broken = await brokenBy({
      'core/segments/rule/rule.ts': ['core/segments/dates/days.ts'],
      'core/segments/rule/metrics.ts': [],
      'core/segments/dates/days.ts': [],
      'core/segments/dates/spans.ts': ['type core/segments/rule/metrics.ts'],
    });
    expect(broken).toEqual(['folder circle']);
  });
});
