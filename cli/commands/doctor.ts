import { diagnosisSchema } from '../../contract/doctor.ts';
import { paths } from '../../contract/paths.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  words: [],
  options: {},
  summary: 'Check identity, quota, tables, secrets and addresses, and say what to do',
  run: async ({ client, show }) => {
    const answer = await client.get(paths.doctor, diagnosisSchema);
    show(answer, () => {
      const rows = answer.findings.map(({ check, status, what }) => [status, check, what]);
      const advice = answer.findings.flatMap((one) => (one.do === undefined ? [] : [`${one.check}: ${one.do}`]));
      return [table(['', 'check', 'found'], rows), ...(advice.length > 0 ? ['', 'To do', ...advice] : [])].join('\n');
    });
    if (answer.status === 'fail') process.exitCode = 1;
  },
};
