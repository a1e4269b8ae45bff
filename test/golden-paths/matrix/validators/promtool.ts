import { basename, dirname } from 'node:path';
import { complaints, missingProgram } from '../command';
import { inFolder } from '../files';
import { Validator } from '../Validator';

/** Prometheus accepts the rules, and their tests fire and do not fire as they say. */
export const promtoolValidator: Validator = {
  name: 'promtool check, test',
  missing: () => missingProgram('promtool', 'prometheus'),
  units: files =>
    files
      .filter(({ path }) => basename(path) === 'rules.yaml')
      .map(({ path }) => ({
        label: path,
        files: files.filter(file => dirname(file.path) === dirname(path)),
      })),
  check: ({ label, files }) =>
    inFolder({ label, files }, async folder => {
      const tests = files.filter(({ path }) => path.endsWith('.test.yaml'));
      return [
        ...(await complaints('promtool', ['check', 'rules', label], folder)),
        ...(tests.length === 0 ? [`${label} has no tests`] : []),
        ...(await complaints(
          'promtool',
          ['test', 'rules', ...tests.map(({ path }) => path)],
          folder,
        )),
      ];
    }),
};
