import { CompiledRubric, compileRubric } from './compileRubric';
import { parseRubricFile } from './parseRubricFile';
import { rubricSchema } from './Rubric';
import { defaultRubricYaml } from './generated/defaultRubric';

/**
 * Reads and compiles a rubric file.
 * @param text - YAML
 * @param file - how the file is called in errors
 * @throws RubricError that names file, line and key of everything that is wrong
 * @public
 */
export function parseRubric(text: string, file: string): CompiledRubric {
  const { value, problemAt } = parseRubricFile(text, file, rubricSchema);
  return compileRubric(value, problemAt);
}

let compiled: CompiledRubric | undefined;

/** The rubric that ships with the product, compiled once. @public */
export function defaultRubric(): CompiledRubric {
  compiled ??= parseRubric(defaultRubricYaml, 'default rubric');
  return compiled;
}
