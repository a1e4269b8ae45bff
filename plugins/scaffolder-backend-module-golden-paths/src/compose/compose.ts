import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Block, RuntimeValue, SkeletonFile } from './BlockDefinition';
import { bringBlocks } from './bringBlocks';
import { ComposedFile, Composition } from './Composition';
import { describeService } from './describeService';
import { convertChart } from './kustomize/convertChart';
import { limits } from './limits';
import { templateExtension } from './loadBlock';
import { lockPath, lockText } from './lockFile';
import { planComposition } from './planComposition';
import { renderPipelines } from './pipeline/renderPipelines';
import { pruneLocks } from './pruneLocks';
import { renderFilePath } from './renderFilePath';
import { resolveFolders } from './resolveFolders';
import { namesOf } from './selectBlocks';
import { TemplateEngine } from './TemplateEngine';
import { TemplateLibrary } from './TemplateLibrary';
import { inputsOf } from './validateAnswers';

/**
 * Composes a service of a golden path. Pure: reads nothing but its arguments and writes nothing.
 *
 * @throws NotFoundError for an unknown path; InputError for answers or templates that cannot be composed,
 * naming the key, or the file and the expression.
 * @public
 */
export function compose(options: {
  library: TemplateLibrary;
  /** Name of the path. */
  path: string;
  answers: Record<string, unknown>;
  /** What of the runtime profile is otherwise in a repository that is adopted. */
  profile?: Record<string, RuntimeValue>;
  /** What runs on a host, where that is known; otherwise its name and the pipeline tell. */
  hostKind?: (host: string) => 'github' | 'gitlab' | undefined;
}): Composition {
  const { library } = options;
  const engine = new TemplateEngine();
  const plan = planComposition(options, engine);
  const { path, values } = plan;
  const { blocks, present, runtime } = bringBlocks(plan, options.profile);
  const service = describeService(values, options.hostKind);
  const known = namesOf(library.blocks);
  const names = { name: service.name, snake: service.snake };
  const folders = resolveFolders(library.blocks, blocks, names);
  const context: JsonObject = {
    folders,
    values,
    service: service as unknown as JsonObject,
    runtime,
    has: Object.fromEntries(
      [...known].map(name => [name.replace(/-/g, '_'), present.has(name)]),
    ),
    path: { name: path.name, version: path.version },
  };
  const rendered = blocks.flatMap(block => [
    ...block.skeleton.flatMap(file =>
      renderFile(block, file, context, { ...folders, ...names }, engine),
    ),
    ...renderPipelines(block, context, engine),
  ]);
  const converter = blocks.find(({ converts }) => converts === 'chart');
  const converted = converter
    ? convertChart(rendered, {
        name: service.name,
        block: converter.name,
        monitoring: folders.monitoring,
      })
    : rendered;
  const files = finish(pruneLocks(blocks, converted));
  const composition = {
    path: { name: path.name, version: path.version },
    service,
    blocks: blocks.map(({ name, version }) => ({ name, version })),
    answers: recordable(library, options.path, values),
  };
  const lock = Buffer.from(lockText(composition, files), 'utf8');
  return {
    ...composition,
    files: [
      ...files,
      {
        path: lockPath,
        contents: lock,
        executable: false,
        block: 'compose',
        mode: 'managed' as const,
        sha256: digest(lock),
      },
    ].sort(byPath),
  };
}

function renderFile(
  block: Block,
  file: SkeletonFile,
  context: JsonObject,
  names: Record<string, string>,
  engine: TemplateEngine,
): Omit<ComposedFile, 'sha256'>[] {
  const origin = `templates/blocks/${block.name}/skeleton/${file.path}`;
  if (file.when && !engine.condition(file.when, context, origin)) {
    return [];
  }
  const contents = file.path.endsWith(templateExtension)
    ? Buffer.from(
        engine.render(file.contents.toString('utf8'), context, origin),
        'utf8',
      )
    : file.contents;
  return [
    {
      path: renderFilePath(file.path, names),
      contents,
      executable: file.executable,
      block: block.name,
      mode: file.mode,
    },
  ];
}

function finish(files: Omit<ComposedFile, 'sha256'>[]): ComposedFile[] {
  const owners = new Map<string, string>();
  let bytes = 0;
  for (const { path, block, contents } of files) {
    // Two paths that differ in case alone are one path on some systems.
    const key = path.toLocaleLowerCase('en-US');
    const other = owners.get(key);
    if (other) {
      throw new InputError(`The blocks ${other} and ${block} both own ${path}`);
    }
    owners.set(key, block);
    bytes += contents.length;
  }
  for (const { path, block } of files) {
    const folders = path.toLocaleLowerCase('en-US').split('/').slice(0, -1);
    for (let i = 1; i <= folders.length; i++) {
      const other = owners.get(folders.slice(0, i).join('/'));
      if (other) {
        throw new InputError(
          `The block ${other} owns a file where ${block} needs a folder, for ${path}`,
        );
      }
    }
  }
  if (bytes > limits.totalBytes) {
    throw new InputError(
      `The service would have ${bytes} bytes; the limit is ${limits.totalBytes}`,
    );
  }
  return files
    .map(file => ({ ...file, sha256: digest(file.contents) }))
    .sort(byPath);
}

function recordable(
  library: TemplateLibrary,
  path: string,
  values: JsonObject,
): JsonObject {
  const inputs = inputsOf(library, library.path(path));
  return Object.fromEntries(
    Object.keys(inputs)
      .filter(key => !inputs[key]['x-secret'] && values[key] !== undefined)
      .map(key => [key, values[key]]),
  );
}

function digest(contents: Buffer): string {
  return createHash('sha256').update(contents).digest('hex');
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
