import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { parseDocument } from 'yaml';
import { Block } from '../BlockDefinition';
import { ComposedFile } from '../Composition';
import { limits } from '../limits';
import { TemplateEngine } from '../TemplateEngine';
import { emitGithub } from './emitGithub';
import { emitGitlab } from './emitGitlab';
import { PipelineModel, pipelineModelSchema } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';

const emitters = { github: emitGithub, gitlab: emitGitlab };

/**
 * The pipelines of a block: one model, written for each platform that the values ask for.
 *
 * @throws InputError for a model or a platform that is not as its schema says, naming file and key.
 */
export function renderPipelines(
  block: Block,
  context: JsonObject,
  engine: TemplateEngine,
): Omit<ComposedFile, 'sha256'>[] {
  const { pipelines, pipelineSources: sources } = block;
  const folder = `templates/blocks/${block.name}`;
  return pipelines.flatMap(({ platform, path, mode, when }) => {
    const origin = `${folder}/${platform}.yaml.njk`;
    if (!sources || (when && !engine.condition(when, context, origin))) {
      return [];
    }
    const text = emitters[platform](
      readModel(
        engine.render(sources.model, context, `${folder}/pipeline.yaml.njk`),
        `${folder}/pipeline.yaml.njk`,
      ),
      PlatformSteps.parse(
        engine.render(sources.platforms[platform], context, origin),
        origin,
      ),
    );
    const contents = Buffer.from(text, 'utf8');
    if (contents.length > limits.fileBytes) {
      throw new InputError(
        `${origin}: yields more than ${limits.fileBytes} bytes`,
      );
    }
    return [{ path, contents, executable: false, block: block.name, mode }];
  });
}

function readModel(source: string, origin: string): PipelineModel {
  const document = parseDocument(source);
  if (document.errors.length > 0) {
    throw new InputError(`${origin}: ${document.errors[0].message}`);
  }
  const { success, data, error } = pipelineModelSchema.safeParse(
    document.toJS({ maxAliasCount: 50 }),
  );
  if (!success) {
    const [{ path, message }] = error.issues;
    throw new InputError(`${origin}: ${path.join('.')} ${message}`);
  }
  return data;
}
