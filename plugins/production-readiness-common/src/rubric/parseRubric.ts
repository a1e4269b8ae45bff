import { z } from 'zod';
import { CompiledRubric, compileRubric } from './compileRubric';
import { rubricExtensionSchema } from './extension';
import { extendRubric, SourcedRubric } from './extendRubric';
import { parseRubricFile } from './parseRubricFile';
import { rubricSchema } from './Rubric';
import { defaultRubricYaml } from './generated/defaultRubric';

/** The text of a rubric file and how the file is called in errors. @public */
export interface RubricText {
  text: string;
  file: string;
}

/**
 * Reads and compiles a rubric from its files, each applied to what the ones before it give. A file that says
 * `extends: default` changes and adds to the rubric that ships with the product (or to the file before it); any other is
 * complete in itself.
 * @throws RubricError that names file, line and key of everything that is wrong
 * @public
 */
export function parseRubrics(files: ReadonlyArray<RubricText>): CompiledRubric {
  let rubric: SourcedRubric | undefined;
  for (const file of files) rubric = readRubric(file, rubric);
  const { document, problemAt } = rubric ?? readDefault();
  return compileRubric(document, problemAt);
}

/** Reads and compiles one rubric file; see `parseRubrics`. @public */
export function parseRubric(text: string, file: string): CompiledRubric {
  return parseRubrics([{ text, file }]);
}

let compiled: CompiledRubric | undefined;

/** The rubric that ships with the product, compiled once. @public */
export function defaultRubric(): CompiledRubric {
  compiled ??= parseRubrics([]);
  return compiled;
}

const kindSchema = z.looseObject({ extends: z.unknown().optional() });

function readRubric(
  { text, file }: RubricText,
  before: SourcedRubric | undefined,
): SourcedRubric {
  const kind = parseRubricFile(text, file, kindSchema);
  if (kind.value.extends === undefined) {
    const { value, problemAt } = parseRubricFile(text, file, rubricSchema);
    return { document: value, problemAt };
  }
  const { value, problemAt } = parseRubricFile(
    text,
    file,
    rubricExtensionSchema,
  );
  return extendRubric(before ?? readDefault(), value, problemAt);
}

function readDefault(): SourcedRubric {
  return readRubric(
    { text: defaultRubricYaml, file: 'default rubric' },
    undefined,
  );
}
