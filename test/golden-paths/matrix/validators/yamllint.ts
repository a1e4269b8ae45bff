import { complaints, missingProgram } from '../command';
import { inFolder, isHelmTemplate } from '../files';
import { Validator } from '../Validator';

// Lines are as long as texts that people type, and GitHub calls a key `on`.
const rules =
  '{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}, braces: {max-spaces-inside: 1}, comments-indentation: disable, commas: {min-spaces-after: 0}, indentation: {spaces: consistent, indent-sequences: whatever}}}';

/** YAML has no duplicate keys, odd indentation or ambiguous truth. */
export const yamllintValidator: Validator = {
  name: 'yamllint',
  missing: () => missingProgram('yamllint'),
  units: files => {
    const own = files.filter(
      ({ path }) => /\.ya?ml$/.test(path) && !isHelmTemplate(path),
    );
    return own.length > 0 ? [{ label: 'all YAML', files: own }] : [];
  },
  check: unit =>
    inFolder(unit, folder =>
      complaints(
        'yamllint',
        [
          '--strict',
          '--format=parsable',
          '--config-data',
          rules,
          ...unit.files.map(({ path }) => path),
        ],
        folder,
      ),
    ),
};
