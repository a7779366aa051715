import type { FieldError } from '../../core/shared/errors.ts';
import { externalIdProblem } from '../../core/shared/ids.ts';
import { profileChangeSchema, type ProfileChange } from '../../core/customers/profile.ts';
import { attributeOf, consentOf, idOf, textOf } from '../csv/cells.ts';
import { attributeNameOf, OWN_COLUMNS } from '../csv/customersColumns.ts';
import type { Row } from './parseRow.ts';

export interface CustomerRow {
  readonly id: string;
  readonly change: ProfileChange;
}

export type Read<T> =
  | { readonly value: T; readonly errors?: undefined }
  | { readonly value?: undefined; readonly errors: readonly FieldError[] };

const COLUMN_OF: Readonly<Record<string, string>> = {
  consent: 'consent_email',
  timeZone: 'time_zone',
};

/** One row of a customers file. Columns that are not Peyk's own are attributes. */
export function readCustomerRow(row: Row): Read<CustomerRow> {
  const id = idOf(row.get('customer_id'));
  const idProblem = externalIdProblem(id);
  if (idProblem) return { errors: [{ path: 'customer_id', reason: idProblem }] };
  const consent = consentOf(row.get('consent_email'));
  if (consent === undefined) return { errors: [{ path: 'consent_email', reason: 'must be true, false or empty' }] };

  const attributes: Record<string, unknown> = {};
  for (const [column, cell] of row) {
    if (OWN_COLUMNS.has(column)) continue;
    const name = attributeNameOf(column);
    attributes[name] = attributeOf(name, cell);
  }
  const parsed = profileChangeSchema.safeParse({
    ...(row.has('email') && { email: textOf(row.get('email')) }),
    ...(row.has('language') && { language: textOf(row.get('language')) }),
    ...(row.has('time_zone') && { timeZone: textOf(row.get('time_zone')) }),
    ...(consent !== 'none' && { consent: { email: consent } }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  });
  if (parsed.success) return { value: { id, change: parsed.data } };
  return { errors: parsed.error.issues.map((issue) => ({ path: columnOf(issue.path), reason: issue.message })) };
}

function columnOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  if (first === 'attributes' && second !== undefined) return second;
  return COLUMN_OF[first ?? ''] ?? first ?? 'customer_id';
}
