import type { AttributeValue, Customer } from '../../core/customers/customer.ts';
import { attributeOf, csvCell, guard, idOf } from './cells.ts';
import { columnOfAttribute } from './customersColumns.ts';
import { exactCell } from './exactCell.ts';

const ends = '\r\n';

/** The header row of a customers file with these attributes, all cells quoted. */
export function customersHeader(attributes: readonly string[]): string {
  const columns = ['customer_id', 'email', 'language', 'time_zone', 'consent_email'];
  return [...columns, ...attributes.map(columnOfAttribute)].map(csvCell).join(',') + ends;
}

/** A customer as a row of that file: every cell quoted, safe in a spreadsheet, and read back by an import as it was. */
export function customersLine(customer: Customer, attributes: readonly string[]): string {
  const { id, email = '', language = '', timeZone = '', consent } = customer;
  const cells = [
    idOf(guard(id)) === id ? id : exactCell(id),
    email,
    language,
    timeZone,
    consent.email === undefined ? '' : String(consent.email.granted),
    ...attributes.map((name) => attributeCell(name, own(customer.attributes, name))),
  ];
  return cells.map(csvCell).join(',') + ends;
}

function own(values: Customer['attributes'], name: string): AttributeValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function attributeCell(name: string, value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  const plain = typeof value === 'object' ? value.join(';') : String(value);
  return readsAs(name, plain, value) ? plain : exactCell(value);
}

/** Whether a plain cell is read back as the value. An empty one says nothing, and some characters are refused. */
function readsAs(name: string, plain: string, value: AttributeValue): boolean {
  if (plain === '' || /[\u0000\ufffd]/.test(plain) || !plain.isWellFormed()) return false;
  const read = attributeOf(name, guard(plain));
  if (typeof read !== 'object' || typeof value !== 'object') return read === value;
  return read.length === value.length && read.every((entry, index) => entry === value[index]);
}
