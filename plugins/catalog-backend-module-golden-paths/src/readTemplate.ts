import { readFile, stat } from 'node:fs/promises';
import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  TemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { parseDocument } from 'yaml';

/** Far more than a template that people read has, in bytes. */
const MAX_SIZE = 512 * 1024;
const MAX_ALIASES = 100;

const envelope = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** Reads one template.yaml. Throws an error that says what is wrong with it. */
export async function readTemplate(
  file: string,
): Promise<TemplateEntityV1beta3> {
  const { size } = await stat(file);
  if (size > MAX_SIZE) {
    throw new InputError(`it has ${size} bytes, ${MAX_SIZE} are allowed`);
  }
  const document = parseDocument(await readFile(file, 'utf8'));
  const [error] = document.errors;
  if (error) throw new InputError(`it is not YAML: ${error.message}`);
  const entity = document.toJS({ maxAliasCount: MAX_ALIASES });
  if (typeof entity !== 'object' || entity === null) {
    throw new InputError('it holds no entity');
  }
  await envelope.enforce(entity);
  if (!(await templateEntityV1beta3Validator.check(entity))) {
    throw new InputError(
      `it is a ${entity.kind} of ${entity.apiVersion}, not a Template of scaffolder.backstage.io/v1beta3`,
    );
  }
  return entity;
}
