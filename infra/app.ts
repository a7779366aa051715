import { App } from 'aws-cdk-lib';
import { bundleAll } from './bundle.ts';
import { ENTRIES } from './functions.ts';
import { buildPeyk, isBundled } from './peyk.ts';

const app = new App();
if (isBundled(app)) await bundleAll(ENTRIES);
buildPeyk(app);
app.synth();
