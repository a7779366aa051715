import type { CustomerResponse } from '../../../../../contract/customers.ts';

export type ValueType = 'text' | 'number' | 'boolean' | 'list' | 'date';

interface KnownAttribute {
  readonly name: string;
  readonly type: ValueType;
  /** Some values that customers have. */
  readonly values: readonly string[];
}

export interface KnownFields {
  readonly attributes: readonly KnownAttribute[];
  readonly events: readonly string[];
}

const VALUES = 20;
const PROFILE: readonly KnownAttribute[] = [
  { name: 'language', type: 'text', values: ['en', 'fa', 'uk'] },
  { name: 'timeZone', type: 'text', values: [] },
  { name: 'email', type: 'text', values: [] },
];

/** What a form offers before anybody was read. */
export const UNKNOWN: KnownFields = { attributes: PROFILE, events: ['purchase'] };

/** The attributes and events that some customers have: what a form can offer. */
export function knownOf(customers: readonly CustomerResponse[]): KnownFields {
  const found = new Map<string, { type: ValueType; values: Set<string> }>();
  const events = new Set(['purchase']);
  for (const { attributes, events: had } of customers) {
    for (const name of Object.keys(had)) events.add(name);
    for (const [name, value] of Object.entries(attributes)) {
      const known = found.get(name) ?? { type: typeOf(value), values: new Set<string>() };
      found.set(name, known);
      for (const each of Array.isArray(value) ? value : [value]) {
        if (typeof each === 'string' && known.values.size < VALUES) known.values.add(each);
      }
    }
  }
  const attributes = [...found].map(([name, { type, values }]) => ({ name, type, values: [...values].sort() }));
  attributes.sort((a, b) => a.name.localeCompare(b.name));
  return { attributes: [...attributes, ...PROFILE], events: [...events].sort() };
}

function typeOf(value: unknown): ValueType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? 'date' : 'text';
}
