// Writes docs/practices.md from practices.yaml.
require('@backstage/cli/config/nodeTransform.cjs');
const { writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { practicesPage } = require('./practicesPage');
const { readPractices } = require('./readPractices');

writeFileSync(
  resolve(__dirname, '../../../docs/practices.md'),
  practicesPage(readPractices()),
);
