import { segmentsOf } from '../../core/segments/rule/references.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';

/** Segments in an order in which each comes behind those its rule refers to. The references may not run in a circle. */
export function byReference<T extends { readonly id: string; readonly rule: Rule }>(segments: readonly T[]): T[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const placed = new Set<T>();
  const place = (segment: T): void => {
    if (placed.has(segment)) return;
    for (const { id } of segmentsOf(segment.rule)) {
      const referred = byId.get(id);
      if (referred) place(referred);
    }
    placed.add(segment);
  };
  segments.forEach(place);
  return [...placed];
}
