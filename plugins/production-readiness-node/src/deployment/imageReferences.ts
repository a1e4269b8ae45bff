import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { withoutTokens } from '../repository/yaml/unresolved';
import { imageName } from './imageName';
import { FoundContainer } from './model';

/** Which images and chart values a pipeline fills in. */
export interface PipelineFills {
  /** Image names that a tool or command replaces: skaffold artifacts, `kustomize edit set image`. */
  images: ReadonlySet<string>;
}

/** Stands for the tag that a pipeline sets while a chart is rendered. */
export const pipelineTag = 'set-by-the-pipeline';

const placeholders = [
  /\$[({]?\w/,
  /\{\{/,
  /^__\w+__$/,
  /^<[^>]*>$/,
  /%\w+%/,
  /#\{[^}]*\}#/,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  /placeholder|replace[-_]?me|changeme/i,
];

/** What names an image: a container, or a value for a chart. */
type ImageHolder = Pick<
  FoundContainer,
  'image' | 'source' | 'unresolved' | 'isHidden'
>;

/** The reference that a deploy source makes to an image. */
export function deployReference(
  container: ImageHolder,
  fills: PipelineFills,
  production: boolean,
  variant: string | undefined,
): FactOf<'imageReferences'> | undefined {
  const expression = container.unresolved?.image;
  const { source } = container;
  const common = { source, variant, from: 'deploy' as const, production };
  if (expression !== undefined && container.image === undefined) {
    return {
      ...common,
      image: withoutTokens(expression),
      mutable: false,
      filledByPipeline: container.isHidden !== true,
      ...(container.isHidden ? { unresolved: allOf(expression) } : {}),
    };
  }
  if (container.image === undefined || container.image === '') return undefined;
  const { repository, base, tag, digest } = imageName(container.image);
  const filledByPipeline =
    tag === pipelineTag ||
    // A tag that the values leave empty.
    container.image.endsWith(':') ||
    // An import path, for which ko puts the digest of what it built.
    container.image.startsWith('ko://') ||
    isPlaceholder(tag ?? base) ||
    fills.images.has(repository) ||
    fills.images.has(base);
  return {
    ...common,
    ...(expression === undefined ? {} : { unresolved: { image: expression } }),
    image: repository,
    tag: tag === pipelineTag ? undefined : tag,
    digest,
    mutable:
      !filledByPipeline &&
      digest === undefined &&
      (tag === undefined || tag === 'latest'),
    filledByPipeline,
  };
}

function allOf(expression: string): Record<string, string> {
  return Object.fromEntries(
    ['image', 'tag', 'digest', 'mutable', 'filledByPipeline'].map(field => [
      field,
      expression,
    ]),
  );
}

/** A word that is replaced before the manifest is applied. */
export function isPlaceholder(text: string): boolean {
  return placeholders.some(pattern => pattern.test(text));
}
