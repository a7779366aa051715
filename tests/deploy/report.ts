import type { Json } from './place.ts';

/** A report without what a deployment chooses by itself: ids are replaced by names, instants are left out. */
export function comparable(report: Json): Json {
  return JSON.parse(JSON.stringify(report), function (this: Json, key: string, value: Json) {
    if (key === 'segment') return this.name;
    // Metered: the milliseconds of this very run are in it.
    if (key === 'costs' && typeof value === 'object' && value !== null && 'aws' in value) return undefined;
    if (key === 'campaignId' || (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))) return undefined;
    return value;
  });
}
