const swc = require.resolve('@backstage/cli/config/jestSwcTransform');

const transform = syntax => [swc, { jsc: { parser: { syntax } } }];

/** The tests that need more than one package: the scripts, and the whole portal in a browser. */
module.exports = {
  rootDir: __dirname,
  displayName: 'test',
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/fixtures/'],
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '\\.(ts|tsx)$': transform('typescript'),
    '\\.(js|mjs|cjs)$': transform('ecmascript'),
  },
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js)'],
};
