import { complaints, missingProgram } from '../command';
import { inFolder } from '../files';
import { Validator } from '../Validator';

/** Each Kustomize overlay builds. */
export const kustomizeValidator: Validator = {
  name: 'kubectl kustomize',
  missing: () => missingProgram('kubectl'),
  units: files =>
    files
      .filter(({ path }) => /(?:^|\/)kustomization\.ya?ml$/.test(path))
      .map(({ path }) => ({
        label: path.replace(/\/?[^/]+$/, '') || '.',
        files: files.filter(file =>
          /^(?:deploy|k8s|kustomize)\//.test(file.path),
        ),
      })),
  check: unit =>
    inFolder(unit, folder =>
      complaints('kubectl', ['kustomize', unit.label], folder),
    ),
};
