/** Texts of what a campaign earned. */
export const reports = {
  none: 'Nothing to report before the campaign is launched',
  title: 'What it earned',
  hint: 'Extra revenue compared with customers who were held out at random. The bar is the 95\u00a0% interval.',
  total: 'All customers',
  conversions: 'Orders',
  attributed: 'Attributed revenue',
  incremental: 'Extra revenue',
  interval: '95\u00a0% interval',
  perCustomer: 'Per customer',
  cost: 'Cost',
  roi: 'ROI',
  verdict: 'Verdict',
  verdicts: { gain: 'Gain', loss: 'Loss', undecided: 'Undecided', 'not-enough-data': 'Not enough data yet' },
  model: 'Attribution model',
  models: {
    lastClick: 'Last click',
    lastTouch: 'Last touch',
    firstTouch: 'First touch',
    linear: 'Linear',
    position: 'Position based',
    timeDecay: 'Time decay',
  },
  overlap: 'Segments may overlap: a customer in two segments counts in both rows, and once in the total.',
  many: 'Several intervals are shown: about one in twenty misses the truth by chance.',
  sampleRatioBad:
    'The held-out share differs from the plan more than chance explains. Do not trust this report before you know why.',
};
