import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameProblem } from '../../../core/customers/names.ts';
import { newCustomer, type AttributeValue, type Customer } from '../../../core/customers/customer.ts';
import { externalIdProblem } from '../../../core/shared/ids.ts';
import { customersHeader, customersLine } from '../../../app/csv/customersFile.ts';
import { readCustomerRow } from '../../../app/imports/customersRow.ts';
import { readHeader } from '../../../app/imports/header.ts';
import { parseCsvRow } from '../../../app/imports/parseRow.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const dynamo = useStores();

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', '\t', '\r', '\n', ',', ';', ' ', '1', '.', '0') }),
  fc.constantFrom('42', '-42', '+42', "'-42", "''=1", 'true', 'FALSE', '', ' a ', 'json:1', 'json:"x"', '\0', '\ufffd'),
  fc.constantFrom('=HYPERLINK("http://a")', '17850.0', '0042', '1e5', 'a;b', '\ufeff', '\ud800', 'می‌خواهم', '😀'),
);
const name = fc
  .oneof(nasty, fc.constantFrom('tags', 'email', 'customer_id', 'attribute:email', ' x', 'x', '%', '-x', '__x'))
  .filter((text) => nameProblem(text) === undefined && text.isWellFormed());
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  nasty,
  // What may be stored: see core/customers/profile.ts.
  fc.double({ noNaN: true, min: -1e100, max: 1e100 }).map((number) => (Math.abs(number) < 1e-100 ? 0 : number)),
  fc.integer(),
  fc.boolean(),
  fc.array(nasty, { maxLength: 4 }),
);
const id = nasty.filter((text) => externalIdProblem(text) === undefined && text.length <= 128 && !/\ufffd/.test(text));

const people = fc.record({
  id,
  attributes: fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 6 }),
  email: fc.constantFrom(undefined, 'a@example.com', '=1@example.com', "'+x@example.com", '-x@example.com'),
  timeZone: fc.constantFrom(undefined, 'Asia/Tehran', '+02:00', '-03:30'),
  granted: fc.constantFrom(undefined, true, false),
});

/** Reads one line of a customers file as an import does. */
function read(header: string, line: string) {
  const { columns } = readHeader(`\ufeff${header.trimEnd()}`, 'customers');
  const parsed = parseCsvRow(line.replace(/\r\n$/, ''), columns!);
  return readCustomerRow(parsed.row!).value;
}

describe('a members file', () => {
  it('gives back every value when it is imported', () => {
    fc.assert(
      fc.property(people, ({ id: customerId, attributes, email, timeZone, granted }) => {
        const customer: Customer = {
          ...newCustomer(customerId, 1),
          ...(email !== undefined && { email }),
          ...(timeZone !== undefined && { timeZone }),
          consent: granted === undefined ? {} : { email: { granted, at: 1, source: 'api' } },
          attributes: Object.fromEntries(attributes),
        };
        const names = attributes.map(([key]) => key);
        expect(read(customersHeader(names), customersLine(customer, names))).toEqual({
          id: customerId,
          change: {
            ...(email !== undefined && { email }),
            ...(timeZone !== undefined && { timeZone }),
            ...(granted !== undefined && { consent: { email: granted } }),
            ...(names.length > 0 && { attributes: Object.fromEntries(attributes) }),
          },
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('has no cell that a spreadsheet would take for a formula, and quotes every one', () => {
    fc.assert(
      fc.property(people, ({ id: customerId, attributes, email }) => {
        const customer = {
          ...newCustomer(customerId, 1),
          ...(email !== undefined && { email }),
          attributes: Object.fromEntries(attributes),
        };
        const names = attributes.map(([key]) => key);
        for (const line of [customersHeader(names), customersLine(customer, names)]) {
          const cells = line.trimEnd().match(/"(?:[^"]|"")*"/g)!;
          expect(cells.join(',')).toBe(line.replace(/\r\n$/, ''));
          for (const cell of cells) expect(cell.slice(1)).not.toMatch(/^[=+\-@\t\r\n]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is streamed from the API, and importing it again changes nobody', async () => {
    const { options } = await dynamo.fresh();
    const app = createTestApp((clock) => createStores({ ...options, clock }));
    const { stores } = app.deps;
    await stores.segments.create({
      id: 'seg',
      name: 'S',
      rule: { attribute: 'zip', exists: true },
      ruleVersion: 1,
      createdAt: 1,
    });
    const attributes = {
      '=cmd': '=1+1',
      zip: '90210',
      tags: ['a', 'b'],
      colours: ['red'],
      debt: -5,
      email: 'x',
      none: '',
    };
    await app.call('PUT', '/api/v1/customers/%2B38050', {
      attributes,
      email: 'a@example.com',
      consent: { email: true },
    });
    await app.call('PUT', '/api/v1/customers/other', { attributes: { far: 1 } });
    await stores.customers.mutate('+38050', (one) => one && { ...one, segments: { seg: 1 } });
    const before = await stores.customers.get('+38050');

    const answer = await app.call('GET', '/api/v1/segments/seg/members.csv');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.text.split('\r\n')).toEqual([
      '"customer_id","email","language","time_zone","consent_email","attribute:%3Dcmd","colours","debt","attribute:email","none","tags","zip"',
      `"'+38050","a@example.com","","","true","'=1+1","json:[""red""]","'-5","x","json:""""","a;b","json:""90210"""`,
      '',
    ]);
    expect(await app.importFile('customers', answer.text)).toMatchObject({ rows: 1, accepted: 1, rejected: 0 });
    expect(await stores.customers.get('+38050')).toEqual(before);
    expect((await app.call('GET', '/api/v1/segments/gone/members.csv')).status).toBe(404);
  });
});
