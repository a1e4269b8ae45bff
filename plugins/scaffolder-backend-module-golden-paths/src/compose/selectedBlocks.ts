import { planComposition } from './planComposition';
import { TemplateEngine } from './TemplateEngine';
import { TemplateLibrary } from './TemplateLibrary';

/**
 * The names of the blocks that answers switch on, without rendering them.
 *
 * @throws NotFoundError for an unknown path; InputError for answers that cannot be composed, naming the key or the
 * blocks that do not go together.
 * @public
 */
export function selectedBlocks(options: {
  library: TemplateLibrary;
  /** Name of the path. */
  path: string;
  answers: Record<string, unknown>;
}): string[] {
  const { blocks } = planComposition(options, new TemplateEngine());
  return blocks.map(({ name }) => name);
}
