import { resolve } from 'node:path';
import { complaints } from '../command';
import { eachFile, inFolder } from '../files';
import { Validator } from '../Validator';

const bin = resolve(
  require.resolve('dclint/package.json'),
  '../bin/dclint.cjs',
);

// The order of keys and quotes are a matter of taste.
const left = [
  'services-alphabetical-order',
  'service-keys-order',
  'top-level-properties-order',
  'service-ports-alphabetical-order',
  'service-dependencies-alphabetical-order',
  'require-quotes-in-ports',
  'no-quotes-in-volumes',
  'service-container-name-regex',
  'require-project-name-field',
  // What is built gets the name.
  'no-build-and-image',
].flatMap(rule => ['--disable-rule', rule]);

/** Compose files are as the specification and dclint want them. */
export const composeValidator: Validator = {
  name: 'dclint',
  units: files =>
    eachFile(files, path => /(?:^|\/)compose[^/]*\.ya?ml$/.test(path)),
  check: unit =>
    inFolder(unit, async folder => {
      const args = ['--max-warnings', '0', '--formatter', 'compact', ...left];
      const found = await complaints(
        process.execPath,
        [bin, unit.label, ...args],
        folder,
      );
      return found.map(line => line.replaceAll(folder, ''));
    }),
};
