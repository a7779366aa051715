import type { Import } from '../../core/imports/import.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { Stores } from '../ports/stores/stores.ts';
import type { Versioned } from '../ports/stores/records.ts';

/** An import by its id. Throws NotFoundError. */
export async function importRecord({ imports }: Pick<Stores, 'imports'>, id: string): Promise<Versioned<Import>> {
  const record = await imports.get(id);
  if (!record) throw new NotFoundError('import', id);
  return record;
}
