// `npm run bench [name ...]`: prints the tables of DESIGN's budgets. Nothing here is a test.
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  rules: async () => (await import('./rules.ts')).printRules(),
  engines: async () => (await import('./engines.ts')).printEngines(),
  engine: async () => (await import('./engine.ts')).printEngine(),
  refresh: async () => {
    await (await import('./refresh.ts')).printRefresh();
    await (await import('./incremental.ts')).printIncremental();
  },
  preview: async () => (await import('./preview.ts')).printPreview(),
  coverage: async () => (await import('./coverage.ts')).printCoverage(),
  cost: async () => (await import('./cost.ts')).printCost(),
  webhook: async () => (await import('./webhook.ts')).printWebhook(),
  send: async () => (await import('./send.ts')).printSend(),
  prediction: async () => (await import('./prediction.ts')).printPrediction(),
  population: async () => (await import('./population.ts')).printQuantities(),
  combinations: async () => (await import('./combinations.ts')).printCombinations(),
  coldStart: async () => (await import('./coldStart.ts')).printColdStarts(),
};

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in BENCHES)) throw new Error(`There is no bench "${name}": ${Object.keys(BENCHES).join(', ')}`);
for (const [name, run] of Object.entries(BENCHES)) if (wanted.length === 0 || wanted.includes(name)) await run();
