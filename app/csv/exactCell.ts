import { z } from 'zod';
import type { AttributeValue } from '../../core/customers/customer.ts';
import type { Cell } from './cell.ts';

const MARK = 'json:';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/**
 * The value of an exact cell, such as `json:"42"` (the text, not the number) or `json:["a","b"]`; undefined for any
 * other cell. Exports write one where a plain cell would be read as something else.
 */
export function exactValue(cell: Cell | undefined): AttributeValue | undefined {
  if (typeof cell !== 'string' || !cell.startsWith(MARK)) return undefined;
  try {
    return valueSchema.safeParse(JSON.parse(cell.slice(MARK.length))).data;
  } catch {
    return undefined;
  }
}

/** The inverse of `exactValue`. Imports take U+FFFD for a broken encoding, so it is written as an escape. */
export function exactCell(value: AttributeValue): string {
  return MARK + JSON.stringify(value).replaceAll('\ufffd', '\\ufffd');
}
