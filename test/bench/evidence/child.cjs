// One measurement in a process of its own: `child.cjs check|read|list ROOT FILE`.
// check: a full check. read: the same process walks the tree and reads the files named in FILE, and nothing more.
// list: writes to FILE which files a check reads. The result is one line of JSON.
const { readFileSync, writeFileSync } = require('node:fs');
const { resolve } = require('node:path');

const repository = resolve(__dirname, '../../..');
require('@backstage/cli/config/nodeTransform.cjs');

const {
  checkService,
} = require(`${repository}/packages/cli/src/check/checkService`);
const { formatJson } = require(`${repository}/packages/cli/src/formats/json`);
const {
  collectFacts,
  DirectoryTree,
} = require('@goldenpath/backstage-plugin-production-readiness-node');

const modes = {
  async check(root) {
    const options = { config: true, rubric: [] };
    const report = await checkService(root, options, process.cwd());
    return { output: formatJson(report).length };
  },

  async read(root, file) {
    const wanted = new Set(JSON.parse(readFileSync(file, 'utf8')));
    let [files, bytes] = [0, 0];
    for await (const entry of DirectoryTree.at(root).list()) {
      if (!wanted.has(entry.path)) continue;
      bytes += (await entry.read()).length;
      files += 1;
    }
    return { files, bytes };
  },

  async list(root, file) {
    const read = [];
    let files = 0;
    const tree = DirectoryTree.at(root);
    const observed = {
      async *list() {
        for await (const entry of tree.list()) {
          files += 1;
          yield {
            ...entry,
            read: () => {
              read.push(entry.path);
              return entry.read();
            },
          };
        }
      },
    };
    await collectFacts(observed, { path: '', name: 'fixture' });
    writeFileSync(file, JSON.stringify(read));
    const unwanted = /\/(?:assets|node_modules)\//;
    return {
      files,
      read: read.length,
      twice: read.length - new Set(read).size,
      unwanted: read.filter(path => unwanted.test(path)).length,
    };
  },
};

const [mode, root, file] = process.argv.slice(2);
const started = performance.now();
modes[mode](root, file).then(result => {
  const ended = performance.now();
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(
    `${JSON.stringify({
      ...result,
      // Since the process started, and without the loading of modules.
      milliseconds: Math.round(ended),
      workMilliseconds: Math.round(ended - started),
      peakMegabytes: Math.round(maxRSS / 1024),
    })}\n`,
  );
});
