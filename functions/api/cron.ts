import { Cron } from 'croner';

/** Why a text is no schedule of five cron fields, or undefined. */
export function cronProblem(text: string): string | undefined {
  if (text.trim().split(/\s+/).length !== 5) return 'must be a cron expression of five fields, such as "0 3 * * *"';
  try {
    new Cron(text, { paused: true }).stop();
    return undefined;
  } catch {
    return 'is not a valid cron expression';
  }
}
