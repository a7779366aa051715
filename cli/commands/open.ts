import { spawn } from 'node:child_process';
import type { Command } from '../command.ts';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

export const openCommand: Command = {
  name: 'open',
  words: [],
  options: {},
  summary: 'Open the console in the browser',
  run: ({ client, show }) => {
    const [program, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
    // Where there is no browser to start, the address printed below is the answer.
    spawn(program, [...before, client.base], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
    show({ url: client.base }, () => `The console is at ${client.base}`);
    return Promise.resolve();
  },
};
