// Borders of the house (docs/architecture.md, "Import borders") are drawn here, not by discipline.
import tseslint from 'typescript-eslint';

const forbid = (group, message) => ({ group, message });
const AWS = forbid(['@aws-sdk/*', '@smithy/*', 'aws-cdk-lib', 'aws-cdk-lib/*'], 'Only adapters speak AWS.');
const folders = (...names) => names.flatMap((name) => ['..', '../..', '../../..'].map((up) => `${up}/${name}/**`));
const borders = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

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
      ...borders(
        AWS,
        forbid(['node:*', 'fs', 'path', 'crypto'], 'core is pure: pass what it needs in.'),
        forbid(
          folders('app', 'adapters', 'functions', 'infra', 'local', 'cli', 'console', 'workflows'),
          'core imports nothing but core.',
        ),
      ),
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
    files: ['app/**/*.ts'],
    rules: borders(
      AWS,
      forbid(
        folders('adapters', 'functions', 'workflows', 'infra', 'local', 'cli', 'console'),
        'A use case needs core and ports, nothing else.',
      ),
    ),
  },
  {
    files: ['adapters/**/*.ts'],
    rules: borders(
      forbid(
        folders('functions', 'workflows', 'infra', 'local', 'cli', 'console'),
        'An adapter knows core, the ports and its vendor.',
      ),
    ),
  },
  {
    files: ['functions/**/*.ts'],
    rules: borders(AWS, forbid(folders('infra', 'local', 'cli', 'console'), 'functions knows no host and no client.')),
  },
  {
    files: ['cli/**/*.ts'],
    rules: borders(
      AWS,
      forbid(folders('core', 'app', 'adapters', 'functions', 'infra', 'local'), 'The CLI is a client of the REST API.'),
    ),
  },
  {
    files: ['console/**/*.{ts,tsx}'],
    rules: borders(
      AWS,
      forbid(
        folders('core', 'app', 'adapters', 'functions', 'infra', 'local'),
        'The console is a client of the REST API.',
      ),
    ),
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
