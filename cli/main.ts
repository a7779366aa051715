import { Client } from './client.ts';
import type { Command } from './command.ts';
import { campaignCommands } from './commands/campaigns.ts';
import { customerCommands } from './commands/customers.ts';
import { doctorCommand } from './commands/doctor.ts';
import { importCommands } from './commands/imports.ts';
import { openCommand } from './commands/open.ts';
import { segmentAnswerCommands } from './commands/segmentsAnswers.ts';
import { segmentCommands } from './commands/segments.ts';
import { segmentFileCommands } from './commands/segmentsFile.ts';
import { segmentMemberCommands } from './commands/segmentsMembers.ts';
import { segmentRunCommands } from './commands/segmentsRuns.ts';
import { RequestError, UsageError } from './errors.ts';
import { parseCommandLine, usageOf } from './parse.ts';
import { progressBar } from './progress.ts';

const COMMANDS: readonly Command[] = [
  ...importCommands,
  ...segmentCommands,
  ...segmentAnswerCommands,
  ...segmentMemberCommands,
  ...segmentRunCommands,
  ...segmentFileCommands,
  ...campaignCommands,
  ...customerCommands,
  doctorCommand,
  openCommand,
];

function help(): string {
  const lines = COMMANDS.flatMap((command) => [`  ${usageOf(command)}`, `      ${command.summary}`]);
  return [
    'Usage: peyk <noun> <verb> [--json] [--url http://localhost:4000] [--token …]',
    'The token may also be in PEYK_TOKEN.',
    '',
    ...lines,
  ].join('\n');
}

/** Runs one command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseCommandLine(args, COMMANDS, process.env['PEYK_TOKEN']);
    if (!parsed) {
      console.log(help());
      return 0;
    }
    const { command, words, options, flags, json, url, token } = parsed;
    await command.run({
      client: new Client(url, token),
      words,
      options,
      flags,
      json,
      show: (data, text) => console.log(json ? JSON.stringify(data, undefined, 2) : text()),
      progress: (label) => progressBar(label, process.stderr),
    });
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 2;
    }
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof RequestError) for (const detail of error.details) console.error(`  ${detail}`);
    return 1;
  }
}

export async function runFromProcess(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2));
}
