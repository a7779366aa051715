// Borders of the house are drawn here and in lint/, not by discipline. Arrows between folders: lint/arrows.ts.
import tseslint from 'typescript-eslint';
import { apiShapes } from './lint/apiShapes.js';
import { queryKeys } from './lint/queryKeys.js';
import { storedFields } from './lint/storedFields.js';

const house = { rules: { 'api-shapes': apiShapes, 'query-keys': queryKeys, 'stored-fields': storedFields } };

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', 'cdk.out/**', '.peyk/**', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pass `now` in.' },
        { object: 'Math', property: 'random', message: 'Pass chance in.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `now` in.' },
      ],
    },
  },
  {
    files: ['{core,app,functions,bench}/**/*.ts', 'adapters/stores/{customer,membership}*.ts'],
    ignores: ['core/customers/storedCustomer.ts'],
    plugins: { house },
    rules: { 'house/stored-fields': 'error' },
  },
  {
    files: ['{cli,console/src}/**/*.{ts,tsx}', 'local/{demo,simulator}/**/*.ts', 'functions/{api,http}/**/*.ts'],
    // These read what is no answer of the API: a user's file, the gallery's, what the host passes, the console's own
    // configuration.
    ignores: [
      'cli/segmentsFile.ts',
      'local/demo/sampleTemplate.ts',
      'functions/api/identity/*.ts',
      'console/src/**/config.ts',
    ],
    plugins: { house },
    rules: { 'house/api-shapes': 'error' },
  },
  {
    // An entry takes its dependencies, parses, calls one use case and maps the result.
    files: ['functions/tasks/*.ts', 'functions/ses-events/sesEvents.ts', 'functions/*/lambda.ts'],
    rules: { 'max-lines': ['error', { max: 80 }] },
  },
  {
    files: ['console/src/**/*.{ts,tsx}'],
    ignores: ['console/src/features/*/api/*Queries.ts'],
    plugins: { house },
    rules: { 'house/query-keys': 'error' },
  },
  { files: ['cli/**/*.ts', 'local/**/*.ts', 'bench/**/*.ts', 'tests/support/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**/*.{ts,tsx}', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
