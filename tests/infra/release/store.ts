// node tests/infra/release/store.ts: at a release, writes down what holds state, for the next release to keep.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statefulIn } from '../stateful.ts';
import { givenTemplates } from '../support.ts';

for (const stage of ['dev', 'prod'] as const) {
  const file = join(import.meta.dirname, `${stage}.json`);
  writeFileSync(file, `${JSON.stringify(statefulIn(givenTemplates(stage)), null, 2)}\n`);
}
