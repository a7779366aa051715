// The SES inbox, a process of its own: rendering thousands of messages must not hold up the API.
// Arguments: the folder of the journal. Says {port} to its parent, and ends when the parent is gone.
import { z } from 'zod';
import { Journal } from './journal.ts';
import { startInbox } from './startInbox.ts';

const folder = z.string().min(1).parse(process.argv[2]);
const journal = new Journal(folder);
const { port } = await startInbox(journal);

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.send?.({ port }, undefined, undefined, (error) => {
  if (error) process.exit(0); // nobody is left to serve
});
