/** Texts of the workspace's settings. */
export const settings = {
  schedule: 'Schedule',
  scheduleTitle: 'When segments are refreshed',
  schedules: {
    off: 'Only when somebody asks',
    daily: 'Every day at {time}',
    weekly: 'Every {day} at {time}',
    cron: 'By the cron expression {cron}',
  },
  how: 'How often',
  modes: { off: 'Only on request', daily: 'Every day', weekly: 'Every week', cron: 'Cron expression' },
  at: 'At',
  weekday: 'On',
  cron: 'Cron expression',
  cronHint: 'Minute, hour, day of the month, month, weekday',
  zone: 'Time zone of the workspace: {zone}',
  next: 'Next on {at}',
};
