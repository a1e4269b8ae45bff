import { JsonObject } from '@backstage/types';
import { TemplateLibrary } from './TemplateLibrary';
import { inputsOf } from './validateAnswers';

/**
 * The inputs of a path as JSON Schemas by their keys, with the path's own defaults.
 *
 * @throws NotFoundError for an unknown path.
 * @public
 */
export function pathInputs(
  library: TemplateLibrary,
  path: string,
): Record<string, JsonObject> {
  return inputsOf(library, library.path(path));
}
