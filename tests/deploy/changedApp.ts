// The app of infra/app.ts with another release of one function's code: what it answers to GET /openapi.json names it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleAll, bundleName, BUNDLES } from '../../infra/bundle.ts';
import { ENTRIES, FUNCTIONS } from '../../infra/functions.ts';
import { buildPeyk } from '../../infra/peyk.ts';

const RELEASE = 'title:"Peyk",version:"1"';

const app = new App();
await bundleAll(ENTRIES);
const file = join(BUNDLES, bundleName(FUNCTIONS.api.entry), 'index.mjs');
const code = await readFile(file, 'utf8');
if (code.split(RELEASE).length !== 2) throw new Error('GET /openapi.json is answered in another way now');
await writeFile(file, code.replace(RELEASE, RELEASE.replace('1', 'next')));
buildPeyk(app);
app.synth();
