// Rules for the scripts of the pages (`make lint`); types are checked by tsc (tsconfig.json).
'use strict';

const js = require('@eslint/js');
const globals = require('globals');

module.exports = [
  js.configs.recommended,
  {
    // The pages' classic scripts, each in a function of its own (overrides/), those of offline copies, and this file.
    files: ['overrides/**/*.js', 'build_scripts/**/*.js'],
    languageOptions: { sourceType: 'script', ecmaVersion: 2023, globals: globals.browser },
  },
  { files: ['eslint.config.js', 'tests/**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: globals.node } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-len': ['error', { code: 165 }],
      'no-console': ['error', { allow: ['error'] }],
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-implicit-globals': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-return-assign': ['error', 'except-parens'],
      'no-shadow': ['error', { builtinGlobals: false, hoist: 'functions' }],
      'no-template-curly-in-string': 'error',
      'no-unneeded-ternary': 'error',
      'no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-useless-rename': 'error',
      'no-useless-return': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-arrow-callback': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'prefer-template': 'error',
      complexity: ['error', 20],
    },
  },
  // Read by engines that know no `catch` without a name.
  {
    files: ['build_scripts/offline/assets/zim.js'],
    languageOptions: { ecmaVersion: 2018 },
    rules: { 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
  { ignores: ['site/', 'site.*/', 'build/', '.cache/', '.venv/', 'docs/', 'source_texts/', 'build_scripts/data/'] },
];
