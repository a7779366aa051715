import { lookUp, type MergeData } from './evaluate.ts';
import type { Path, TemplateNode } from './nodes.ts';

// A scope is named by the field it stands for: the items of a list are `tags[]`, a map is itself.
function nameOf(path: Path, scopes: readonly string[]): string | undefined {
  const base = scopes.at(-1 - path.up);
  if (path.at !== undefined || base === undefined) return undefined;
  const name = [base, ...path.keys].filter((part) => part !== '').join('.');
  return name === '' || name === 'links' || name.startsWith('links.') ? undefined : name;
}

function collect(nodes: readonly TemplateNode[], scopes: readonly string[], into: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const name = nameOf(node.path, scopes);
    if (name !== undefined && !name.endsWith('[]')) into.add(name);
    if (node.kind === 'value') continue;
    const inner = node.kind === 'if' ? scopes : [...scopes, node.kind === 'each' ? `${name ?? ''}[]` : (name ?? '')];
    collect(node.body, inner, into);
    collect(node.otherwise, scopes, into);
  }
}

/** The names of the merge fields that a template reads, sorted: `first_name`, `customer.email`, `tags`, `items[].name`. */
export function fieldsOf(nodes: readonly TemplateNode[]): string[] {
  const names = new Set<string>();
  collect(nodes, [''], names);
  return [...names].sort();
}

/** The fields that have no value in `data`; they are sent as nothing. Fields of list items are not looked into. */
export function missingFields(fields: readonly string[], data: MergeData): string[] {
  return fields.filter((field) => {
    if (field.includes('[]')) return false;
    const value = lookUp({ up: 0, keys: field.split('.') }, [{ value: data }]);
    return value === undefined || value === null || value === '';
  });
}
