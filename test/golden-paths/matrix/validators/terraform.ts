import { dirname } from 'node:path';
import { inFolder } from '../files';
import {
  initTerraform,
  terraform,
  terraformIsMissing,
} from '../../support/terraform';
import { Validator } from '../Validator';

/** Terraform finds its files formatted and every root module valid; its tests are run by the tests of the path. */
export const terraformValidator: Validator = {
  name: 'terraform fmt, validate',
  missing: terraformIsMissing,
  units: files => {
    const own = files.filter(({ path }) => /\.(?:tf|tfvars|hcl)$/.test(path));
    return own
      .filter(({ path }) => path.endsWith('.terraform.lock.hcl'))
      .map(({ path }) => ({ label: dirname(path), files: own }));
  },
  check: ({ label, files }) =>
    inFolder({ label, files }, async folder => {
      const root = `${folder}/${label}`;
      const runs = [
        await terraform(root, 'fmt', '-check', '-recursive', '-diff'),
        await initTerraform(root),
        await terraform(root, 'validate', '-no-color'),
      ];
      return runs.flatMap(({ code, output }) =>
        code === 0 ? [] : output.split('\n').filter(Boolean),
      );
    }),
};
