/**
 * Imports run one way: app / backend / cli → plugins → node → common. `common` is pure: it runs in a
 * browser, so no Node API, no React, no Express and no knex.
 */
const { builtinModules } = require('node:module');
const { basename, dirname } = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');

const ours = '@goldenpath/backstage-plugin-';
const node = `${ours}production-readiness-node`;
const packages = [
  'app',
  'backend',
  '@goldenpath/readiness',
  '@goldenpath/forge',
];
const plugins = [`${ours}*`, `!${ours}production-readiness-common`, `!${node}`];
const servers = [
  'express',
  'express-promise-router',
  'knex',
  '@backstage/backend-*',
  '@backstage/plugin-*-node',
];
const clients = [
  'react',
  'react-dom',
  'react-router-dom',
  '@mui/*',
  '@backstage/core-*',
  '@backstage/frontend-*',
];
const nodeApi = [...builtinModules, 'node:*'];

const forbidden = {
  'production-readiness-common': [
    ...packages,
    `${ours}*`,
    ...servers,
    ...clients,
    ...nodeApi,
  ],
  'production-readiness-node': [
    ...packages,
    ...plugins,
    ...clients,
    'express',
    'knex',
  ],
  'production-readiness': [...packages, ...plugins, node, ...servers],
  plugins: [...packages, ...plugins, ...clients],
  forge: [`${ours}*`, ...packages],
  cli: [...clients, ...servers, 'app', 'backend', '@goldenpath/forge'],
  app: [...servers, node],
  backend: [...clients],
  test: [],
};

/** The Backstage lint configuration of the package in `directory`, with the imports that its layer may not use. */
module.exports = function layered(directory, extra = {}) {
  const names =
    forbidden[basename(directory)] ?? forbidden[basename(dirname(directory))];
  if (!names) {
    throw new Error(`eslint.layers.js knows no layer for ${directory}`);
  }
  // A pattern also matches a part of a relative path, such as ./events; a bare name has to be exact.
  const isPattern = name => /[*!]/.test(name);
  return factory(directory, {
    ...extra,
    restrictedImports: names.filter(name => !isPattern(name)),
    restrictedImportPatterns: names.filter(isPattern),
  });
};
