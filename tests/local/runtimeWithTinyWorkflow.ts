// A runtime whose `import` workflow notes that it began, waits, and notes that it ended.
import { appendFileSync } from 'node:fs';
import { startRuntime } from '../../local/runtime.ts';

const data = process.env['PEYK_DATA']!;
const note = (text: string) => appendFileSync(`${data}/notes.txt`, `${text}\n`);
const bind = {
  Begin: () => async (input: unknown) => {
    note('begin');
    return input;
  },
  End: () => async () => note('end'),
};
const machine = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Task', Resource: '${Begin}', TimeoutSeconds: 10, Next: 'Pause' },
    Pause: { Type: 'Wait', TimestampPath: '$.until', Next: 'End' },
    End: { Type: 'Task', Resource: '${End}', TimeoutSeconds: 10, End: true },
  },
};

const runtime = await startRuntime({ port: 0, data, workflows: [{ name: 'import', machine, bind }] });
process.stdout.write(`resumed ${runtime.resumed}\n`);
if (runtime.resumed === 0) {
  await runtime.deps.workflows.start('import', 'tiny', { until: new Date(Date.now() + 3_000).toISOString() });
}
process.stdout.write('ready\n');
process.on('SIGTERM', () => void runtime.stop().then(() => process.exit(0)));
while ((await runtime.deps.workflows.status('import', 'tiny')) !== 'succeeded') {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write('over\n');
