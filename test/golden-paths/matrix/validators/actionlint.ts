import { lintWorkflows } from '../../support/lintWorkflows';
import { eachFile, inFolder } from '../files';
import { Validator } from '../Validator';

/** GitHub accepts the workflows. */
export const actionlintValidator: Validator = {
  name: 'actionlint',
  units: files =>
    eachFile(files, path => /^\.github\/workflows\/[^/]+\.yml$/.test(path)),
  check: unit =>
    inFolder(unit, async folder => {
      const { code, output } = await lintWorkflows(folder);
      return code === 0 ? [] : output.trim().split('\n');
    }),
};
