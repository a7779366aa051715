/** Texts of what can be done with a campaign. */
export const campaignActions = {
  launch: 'Launch',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Not yet',
  failed: 'This was not done',
  launchTitle: 'Launch “{name}”?',
  counting: 'Counting the audience',
  reach: '{send} of {audience} customers get a message, {holdout} are held out for comparison.',
  skipped: '{count} are skipped: {reasons}.',
  takes: 'Sending takes about {time} and costs about {cost}.',
  nobody: 'Nobody would get a message.',
  projected: 'Projected from a part of the customers: there are too many to count in one go.',
  once: 'What is sent cannot be taken back.',
};
