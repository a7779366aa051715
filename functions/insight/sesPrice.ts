/** List price of one message through SES in US cents (USD 0.10 per 1,000). */
export const SES_CENTS = 0.01;

/** What everything else in AWS may cost beside SES: promise 7, and what the metered bench stays under. */
export const AWS_SHARE = 0.02;
