import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compose,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse } from 'yaml';
import { textOf } from './files';
import { Validator } from './Validator';

interface Fault {
  validator: string;
  path: string;
  file: string;
  find: string;
  replace: string[];
  answers?: object;
}

/** A fault that was made, and what its validator said of it. */
export interface FoundFault {
  fault: string;
  missing?: string;
  problems: string[];
}

/** Makes each fault of faults.yaml in a service with every option on. */
export async function findFaults(
  library: TemplateLibrary,
  everythingOf: (path: string) => object,
  validators: readonly Validator[],
): Promise<FoundFault[]> {
  const faults: Fault[] = parse(
    readFileSync(join(__dirname, 'faults.yaml'), 'utf8'),
  );
  const found: FoundFault[] = [];
  for (const fault of faults) {
    const { path, file, find, replace } = fault;
    const validator = validators.find(({ name }) => name === fault.validator);
    if (!validator) throw new Error(`There is no ${fault.validator}`);
    const answers = { ...everythingOf(path), ...fault.answers };
    const files = compose({ library, path, answers }).files.map(each => {
      if (each.path !== file) return each;
      if (!textOf(each).includes(find)) {
        throw new Error(`${path}: ${file} does not hold "${find}"`);
      }
      const contents = Buffer.from(
        textOf(each).replace(find, () => replace.join('')),
      );
      const sha256 = createHash('sha256').update(contents).digest('hex');
      return { ...each, contents, sha256 };
    });
    const units = validator
      .units(files)
      .filter(unit => unit.files.some(each => each.path === file));
    const missing = validator.missing?.();
    const problems = missing
      ? []
      : await Promise.all(units.map(unit => validator.check(unit)));
    found.push({
      fault: `${fault.validator}: ${path}, ${file}, ${find}`,
      ...(missing && { missing }),
      problems: problems.flat(),
    });
  }
  return found;
}
