import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../cli/main.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const dynamo = useStores();
let test: TestApp;
let out: string[];
let errors: string[];
const file = join(mkdtempSync(join(tmpdir(), 'peyk-')), 'segments.yaml');

beforeEach(async () => {
  const stores = await dynamo.fresh();
  test = createTestApp(() => stores);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => test.app.request(url, init));
  out = [];
  errors = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void errors.push(text));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function peyk(...args: string[]): Promise<{ code: number; text: string; faults: string }> {
  out = [];
  errors = [];
  const code = await run(args);
  return { code, text: out.join('\n'), faults: errors.join('\n') };
}

const apply = (yaml: string, ...flags: string[]) => {
  writeFileSync(file, yaml);
  return peyk('segments', 'apply', file, ...flags);
};

const stored = async () =>
  (await test.deps.stores.segments.all())
    .map(({ name, rule, ruleVersion }) => ({ name, rule, ruleVersion }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const TWO = `segments:
  # Refers to one that stands below it.
  - name: Lapsed in Iran
    rule:
      all:
        - member: Iran
        - { metric: lastOrderDays, gte: 90 }
  - name: Iran
    rule: { attribute: country, eq: IR }
`;

describe('segments as code', () => {
  it('shows the plan, changes nothing without --yes, and applies it in an order that works', async () => {
    const planned = await apply(TWO);
    expect(planned.code).toBe(0);
    expect(planned.text).toContain('+ create Iran\n    Customers whose country is “IR”.');
    expect(planned.text).toContain('--yes');
    expect(await stored()).toEqual([]);

    expect((await apply(TWO, '--yes')).text).toContain('Done: 2 changed');
    const [iran, lapsed] = await stored();
    expect(iran).toMatchObject({ name: 'Iran', rule: { attribute: 'country', eq: 'IR' } });
    const id = (await test.deps.stores.segments.all()).find(({ name }) => name === 'Iran')!.id;
    expect(lapsed).toMatchObject({ rule: { all: [{ member: id }, { metric: 'lastOrderDays', gte: 90 }] } });
  });

  it('changes nothing when it is applied twice, nor when what was exported is applied', async () => {
    await apply(TWO, '--yes');
    const before = await stored();
    expect((await apply(TWO, '--yes')).text).toBe('  2 unchanged\nNothing to do.');
    const exported = await peyk('segments', 'export');
    expect(exported.text).toContain('# Customers whose country is “IR”.\n');
    expect(exported.text).toContain('- member: Iran');
    expect((await apply(exported.text, '--yes', '--prune')).text).toContain('Nothing to do.');
    expect(await stored()).toEqual(before);
    expect(JSON.parse((await apply(TWO, '--json')).text)).toMatchObject({
      applied: false,
      steps: [{ action: 'unchanged' }, { action: 'unchanged' }],
    });
  });

  it('says what a rule was and is, and keeps segments that the file does not have', async () => {
    await apply(TWO, '--yes');
    const one = 'segments: [{ name: Iran, rule: { attribute: country, in: [IR, AF] } }]';
    const { text } = await apply(one, '--yes');
    expect(text).toContain('~ update Iran\n    was: Customers whose country is “IR”.\n    is:  ');
    expect(await stored()).toMatchObject([{ name: 'Iran', ruleVersion: 2 }, { name: 'Lapsed in Iran' }]);
  });

  it('deletes with --prune only, what refers before what is referred to, and nothing that is needed', async () => {
    await apply(TWO, '--yes');
    const other = 'segments: [{ name: Everybody, rule: { all: [] } }]';
    expect((await apply(other)).text).not.toContain('delete');
    const referring = 'segments: [{ name: Everybody, rule: { member: Iran } }]';
    expect((await apply(referring, '--prune')).faults).toContain(
      `${file}:1: segments[0].rule.member: segment "Iran" is not in this file and would be deleted`,
    );
    const [iran] = (await test.deps.stores.segments.all()).filter(({ name }) => name === 'Iran');
    expect((await test.call('DELETE', `/api/v1/segments/${iran!.id}`)).status).toBe(409);
    expect((await apply(other, '--prune', '--yes')).text).toMatch(/- delete Lapsed in Iran[^]*- delete Iran\n/);
    expect((await stored()).map(({ name }) => name)).toEqual(['Everybody']);
  });

  it('swaps which of two segments refers to the other', async () => {
    const pair = (a: string, b: string) => `segments: [{ name: A, rule: ${a} }, { name: B, rule: ${b} }]`;
    await apply(pair('{ member: B }', '{ consent: email }'), '--yes');
    expect((await apply(pair('{ consent: email }', '{ member: A }'), '--yes')).code).toBe(0);
    expect(await stored()).toMatchObject([{ rule: { consent: 'email' } }, { rule: { member: expect.any(String) } }]);
  });

  it('names file and line of every fault, and changes nothing', async () => {
    const { code, faults } = await apply(
      `segments:
  - name: Good
    rule: { consent: email }
  - name: Bad
    rule:
      all:
        - metric: orders
          gte: many
  - name: Good
    rule:
      member: Nobody
  - name: Odd
    rule: { attribut: country }
`,
      '--yes',
    );
    expect(code).toBe(1);
    expect(faults).toContain(`${file}:8: segments[1].rule.all[0].gte: must be a number`);
    expect(faults).toContain(`${file}:9: segments[2].name: stands twice in this file`);
    expect(faults).toContain(`${file}:11: segments[2].rule.member: there is no segment of the name "Nobody"`);
    expect(faults).toContain(`${file}:13: segments[3].rule.attribut: is not known here`);
    expect(await stored()).toEqual([]);
    const circle = 'segments:\n  - { name: A, rule: { member: B } }\n  - { name: B, rule: { member: A } }\n';
    expect((await apply(circle)).faults).toContain(`${file}:2: segments[0].rule.member: refers back to itself`);
    expect((await apply('segments:\n  - name: [\n')).faults).toMatch(/segments\.yaml:\d+: /);
    expect((await apply('rules: []')).faults).toContain(`${file}:1: a segments file has one list`);
    expect((await apply('segments:\n  - {name: A, rules: {}}')).faults).toContain(`${file}:2: segments[0]`);
  });
});

describe('the segments commands', () => {
  it('list sizes and the last run, members, and the overlap', async () => {
    await apply(TWO, '--yes');
    const { stores } = test.deps;
    const [lapsed, iran] = await stores.segments.all();
    await stores.segments.mutate(iran!.id, (one) => ({ ...one, size: 7, entered: 3, left: 1, refreshedAt: 1 }));
    expect((await peyk('segments', 'list')).text).toMatch(/Iran +7 +3 +1 +1970-01-01T00:00 +Customers whose/);
    await test.call('PUT', '/api/v1/customers/c1', { attributes: { country: 'IR' } });
    expect((await peyk('segments', 'members', iran!.id)).text).toMatch(/\nc1 +2026-02-01T12:00:00/);
    const text = (await peyk('segments', 'overlap', iran!.id, lapsed!.id)).text;
    expect(text).toMatch(/Iran +1\n/);
    expect(text).toMatch(/in both +0\n/);
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written.push(Buffer.from(chunk as Uint8Array).toString('utf8'));
      return true;
    });
    expect((await peyk('segments', 'members', iran!.id, '--csv')).code).toBe(0);
    expect(written.join('')).toContain('"c1","","","","","IR"');
    expect(readFileSync(file, 'utf8')).toBe(TWO);
  });

  it('show how many remain after each clause of a preview', async () => {
    await test.call('PUT', '/api/v1/customers/c1', { attributes: { country: 'IR' }, consent: { email: true } });
    await test.call('PUT', '/api/v1/customers/c2', { attributes: { country: 'IR' } });
    const rule = JSON.stringify({ all: [{ attribute: 'country', eq: 'IR' }, { consent: 'email' }] });
    const { text } = await peyk('segments', 'preview', '--rule', rule);
    expect(text).toContain('1 of 2 customers match, for example c1');
    expect(text).toMatch(/Customers whose country is “IR”\. +2 +2\n.+ 1 +1$/);
  });

  it('say a rule in words, from the command line, a file or a segment', async () => {
    const rule = { metric: 'orders', within: '90d', gte: 3 };
    writeFileSync(file, JSON.stringify(rule));
    const { id } = (await test.call('POST', '/api/v1/segments', { name: 'Loyal', rule })).body;
    const fa = 'مشتریانی که تعداد سفارش‌های آن‌ها در ۹۰ روز گذشته دست‌کم ۳ است.';
    expect((await peyk('segments', 'describe', id, '--language', 'fa')).text).toBe(fa);
    expect((await peyk('segments', 'describe', '--rule-file', file, '--language', 'fa')).text).toBe(fa);
    expect((await peyk('segments', 'describe', '--rule', '{"consent":"email"}')).text).toMatch(/^Customers who agreed/);
    expect((await peyk('segments', 'describe', id, '--language', 'xx')).code).toBe(2);
    expect((await peyk('segments', 'describe', '--rule', '{"any":[]}')).faults).toContain('rule.any');
  });

  it('explain a customer: the sentence, since when, and every clause with its value', async () => {
    const rule = {
      all: [
        { attribute: 'country', eq: 'IR' },
        { metric: 'orders', gte: 3 },
      ],
    };
    const { id } = (await test.call('POST', '/api/v1/segments', { name: 'Loyal', rule })).body;
    await test.call('PUT', '/api/v1/customers/c1', { attributes: { country: 'IR' } });
    const { text } = await peyk('segments', 'explain', id, 'c1');
    expect(text).toMatch(/^c1 is not a member\.\nCustomers whose country is “IR” and whose number of orders/);
    expect(text).toMatch(/Customers whose country is “IR”\. +yes +IR\n/);
    expect(text).toMatch(/at least 3\. +no +0$/);
  });
});
