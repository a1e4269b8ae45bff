const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

exports.start = function start() {
  if (existsSync(resolve(__dirname, '../src'))) {
    require('@backstage/cli/config/nodeTransform.cjs');
  }
  const main = existsSync(resolve(__dirname, '../src'))
    ? '../src'
    : '../dist/index.cjs.js';
  const { run, processTerminal } = require(main);
  run(process.argv.slice(2), processTerminal()).then(code => {
    process.exitCode = code;
  });
};
