import { JsonObject } from '@backstage/types';
import { Block } from './BlockDefinition';
import { PathDefinition } from './PathDefinition';
import { selectBlocks } from './selectBlocks';
import { TemplateEngine } from './TemplateEngine';
import { TemplateLibrary } from './TemplateLibrary';
import { validateAnswers } from './validateAnswers';

/** What is known of a composition before anything is rendered. */
export interface CompositionPlan {
  path: PathDefinition;
  /** The values of every input. */
  values: JsonObject;
  blocks: Block[];
}

/** Checks answers and selects the blocks that they switch on; throws as `compose` does. */
export function planComposition(
  options: {
    library: TemplateLibrary;
    path: string;
    answers: Record<string, unknown>;
  },
  engine: TemplateEngine,
): CompositionPlan {
  const { library, answers } = options;
  const path = library.path(options.path);
  const values = validateAnswers(library, path, answers);
  const blocks = selectBlocks(library, path, values, engine);
  return { path, values, blocks };
}
