/** A schedule as the form shows it; `cron` is whatever the form has no words for. */
export type Mode =
  | { readonly kind: 'off' }
  | { readonly kind: 'daily'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'weekly'; readonly hour: number; readonly minute: number; readonly day: number }
  | { readonly kind: 'cron'; readonly text: string };

export function modeOf(schedule: string | null): Mode {
  if (schedule === null || schedule.trim() === '') return { kind: 'off' };
  const match = /^(\d{1,2}) (\d{1,2}) \* \* (\*|[0-7])$/.exec(schedule.trim());
  const [, minute, hour, day] = match ?? [];
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23) {
    return { kind: 'cron', text: schedule };
  }
  const time = { hour: Number(hour), minute: Number(minute) };
  return day === '*' ? { kind: 'daily', ...time } : { kind: 'weekly', ...time, day: Number(day) % 7 };
}

/** Five cron fields, or null for no schedule. */
export function cronOf(mode: Mode): string | null {
  switch (mode.kind) {
    case 'off':
      return null;
    case 'daily':
      return `${mode.minute} ${mode.hour} * * *`;
    case 'weekly':
      return `${mode.minute} ${mode.hour} * * ${mode.day}`;
    case 'cron':
      return mode.text.trim();
  }
}
