// Which folder may import which (docs/architecture.md, "Arrows"), for dependency-cruiser. A type-only import is an arrow
// like any other. What the tables do not name is refused: a new folder takes its place here first.
import type { ICruiseOptions, IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';

/** What each tier imports of the house besides itself. */
const TIERS: Readonly<Record<string, readonly string[]>> = {
  'names.ts': [],
  contract: [],
  core: [],
  app: ['names.ts', 'contract', 'core'],
  adapters: ['names.ts', 'contract', 'core', 'app/ports', 'app/shared'],
  functions: ['names.ts', 'contract', 'core', 'app'],
  workflows: ['names.ts', 'core', 'app/ports', 'functions/tasks'],
  infra: ['names.ts', 'core', 'workflows'],
  local: ['names.ts', 'contract', 'core', 'app', 'adapters', 'functions', 'workflows'],
  cli: ['contract'],
  console: ['contract'],
};

/** The one folder of a tier that puts the parts together, and what it alone may import for that. */
const COMPOSES: Readonly<Record<string, readonly string[]>> = { 'functions/runtime': ['adapters'] };

/** The folders of a tier, lowest first: each imports those before it. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  core: [
    'shared',
    'statistics',
    'customers',
    'campaigns',
    'workspace',
    'prediction',
    'population',
    'segments',
    'conversions',
    'messages',
    'reports',
    'costs',
    'schedules',
  ],
  app: [
    'ports',
    'shared',
    'csv',
    'evaluation',
    'population',
    'sources',
    'templates',
    'segments',
    'workspace',
    'customers',
    'conversions',
    'campaigns',
    'engagement',
    'reports',
    'imports',
    'operations',
  ],
  adapters: ['metering', 'logging', 'node', 'mjml', 'dynamo', 'sqlite', 'stores', 'aws'],
  functions: ['runtime', 'http', 'links', 'webhooks', 'api', 'ses-events', 'tasks'],
  'console/src': ['lib', 'i18n', 'ui', 'features', 'app'],
};

/** The console's features, each with those it cannot do without. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  auth: [],
  campaigns: ['reports'], // the page of a campaign shows what it earned
  customers: ['segments'], // a timeline names the segments that somebody entered
  reports: [],
  segments: ['campaigns', 'settings'], // a condition names a campaign; the list says when it is refreshed
  settings: [],
};

const HOUSE = [...Object.keys(TIERS), 'bench', 'lint', 'tests'];

/** Paths in any of `folders`, or files of that name. */
const within = (...folders: readonly string[]) => `^(${folders.join('|').replaceAll('.', '\\.')})(/|$)`;

function refuse(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IForbiddenRuleType {
  return { name, comment, severity: 'error', from, to };
}

const composers = Object.keys(COMPOSES);

const tiers = Object.entries(TIERS).map(([tier, below]) =>
  refuse(
    `tier ${tier}`,
    `${tier} imports of the house: ${below.join(', ') || 'nothing'}.`,
    { path: within(tier), pathNot: within(...composers) },
    { path: within(...HOUSE), pathNot: within(tier, ...below) },
  ),
);

const composed = Object.entries(COMPOSES).map(([folder, more]) => {
  const tier = folder.replace(/\/.*/, '');
  const below = [...(TIERS[tier] ?? []), ...more];
  return refuse(
    `tier ${folder}`,
    `${folder} imports of the house: ${below.join(', ')}.`,
    { path: within(folder) },
    { path: within(...HOUSE), pathNot: within(tier, ...below) },
  );
});

const orders = Object.entries(ORDERS).flatMap(([tier, names]) => {
  const folders = names.map((name) => `${tier}/${name}`);
  return [
    ...folders.map((folder, index) =>
      refuse(
        `order ${folder}`,
        `${folder} imports only what stands before it in lint/arrows.ts.`,
        { path: within(folder) },
        { path: within(tier), pathNot: within(...folders.slice(0, index + 1)) },
      ),
    ),
    refuse(
      `order ${tier}`,
      `A new folder of ${tier} takes its place among the others in lint/arrows.ts.`,
      { path: within(tier), pathNot: within(...folders) },
      { path: within(...HOUSE) },
    ),
  ];
});

const featureFolder = (name: string) => `console/src/features/${name}`;

const features = Object.entries(FEATURES).map(([feature, used]) =>
  refuse(
    `feature ${feature}`,
    `Features do without each other; ${feature} imports ${used.join(', ') || 'none'}.`,
    { path: within(featureFolder(feature)) },
    { path: within('console/src/features'), pathNot: within(...[feature, ...used].map(featureFolder)) },
  ),
);

export const forbidden: readonly IForbiddenRuleType[] = [
  ...tiers,
  ...composed,
  ...orders,
  ...features,
  refuse(
    'vendors',
    'Adapters know a vendor; infra describes what they meet.',
    { pathNot: within('adapters', 'infra', 'bench', 'tests') },
    { path: '(^|/)node_modules/(@aws-sdk|@smithy|aws-cdk-lib)/' },
  ),
  refuse(
    'pure core',
    'core is pure, and contract runs in a browser: pass what they need in.',
    { path: within('core', 'contract') },
    { dependencyTypes: ['core'] },
  ),
  refuse('circle', 'No file imports itself by way of others.', {}, { circular: true }),
  {
    ...refuse('folder circle', 'No folders import each other, by way of others or not.', {}, { circular: true }),
    scope: 'folder',
  },
  refuse(
    'unresolved',
    'An import that cannot be followed is an arrow that cannot be checked.',
    {},
    {
      couldNotResolve: true,
    },
  ),
];

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true, // sees the imports that leave no trace in JavaScript: types
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)dist/' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
};

export default { forbidden, options };
