import { App } from 'aws-cdk-lib';
import { buildPeyk } from './peyk.ts';

const app = new App();
buildPeyk(app);
app.synth();
