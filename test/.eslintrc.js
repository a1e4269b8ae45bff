// Assertions stand in helpers and set-up too, and a suite says why a machine cannot run it by being skipped.
module.exports = require('../eslint.layers')(__dirname, {
  rules: {
    '@backstage/no-relative-monorepo-imports': 'off',
    'jest/expect-expect': 'off',
    'jest/no-conditional-expect': 'off',
    'jest/no-disabled-tests': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/valid-describe-callback': 'off',
    'jest/valid-title': 'off',
  },
});
