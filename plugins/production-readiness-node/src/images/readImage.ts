import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../deployment/environments';
import { imageName } from '../deployment/imageName';
import { isPlaceholder } from '../deployment/imageReferences';
import { Dockerfile, Stage } from './Dockerfile';

type Image = FactOf<'images'>;
type Reference = FactOf<'imageReferences'>;

/** Bases whose default user is not root, or that hold nothing to be root with. */
const nonRootBases =
  /distroless|nonroot|non-root|unprivileged|cgr\.dev\/chainguard|chiseled|rootless/i;

/** What a Dockerfile says of the image that it builds for production. */
export function readImage(
  path: string,
  { stages }: Dockerfile,
  production: boolean,
): Image | undefined {
  const final = finalStage(stages);
  if (!final) return undefined;
  const chain = ancestry(final, stages);
  const user = chain.find(stage => stage.user)?.user;
  const base = chain[chain.length - 1].from;
  const open = user !== undefined && /^\$/.test(user.name);
  const nonRoot = !open && isNonRoot(user?.name, base);
  return {
    path,
    production,
    stages: stages.length,
    separateRuntime: copiesFromBuild(final, chain, stages),
    user: user?.name ?? (nonRoot ? `the user of ${base}` : undefined),
    nonRoot,
    healthcheck: chain.some(stage => stage.healthcheck !== undefined),
    source: { path, line: user?.line ?? final.line },
    ...(open ? { unresolved: { nonRoot: `USER ${user.name}` } } : {}),
  };
}

/** The images that a Dockerfile builds on; names of its own stages are none. */
export function readBases(
  path: string,
  { stages }: Dockerfile,
  production: boolean,
): Reference[] {
  return stages.flatMap((stage, index): Reference[] => {
    const { from, line } = stage;
    if (from === '' || from === 'scratch') return [];
    if (stages.slice(0, index).some(({ name }) => sameName(name, from)))
      return [];
    const { repository, tag, digest } = imageName(from);
    const filledByPipeline =
      digest === undefined && isPlaceholder(tag ?? repository);
    return [
      {
        image: repository,
        tag,
        digest,
        from: 'build',
        production,
        mutable:
          !filledByPipeline &&
          digest === undefined &&
          (tag === undefined || tag === 'latest'),
        filledByPipeline,
        source: { path, line },
      },
    ];
  });
}

/** The last stage, unless it serves development and an earlier one is named for production. */
function finalStage(stages: Stage[]): Stage | undefined {
  const last: Stage | undefined = stages[stages.length - 1];
  if (!last || environmentOf(last.name ?? '') !== 'local') return last;
  const named = [...stages]
    .reverse()
    .find(({ name }) =>
      /^(?:prod|production|runtime|runner|release|final)$/i.test(name ?? ''),
    );
  return named ?? last;
}

/** A stage and those that it builds on, the nearest first. */
function ancestry(stage: Stage, stages: Stage[]): Stage[] {
  const chain = [stage];
  for (;;) {
    const { from } = chain[chain.length - 1];
    const index = stages.indexOf(chain[chain.length - 1]);
    const parent = stages
      .slice(0, index)
      .find(({ name }) => sameName(name, from));
    if (!parent) return chain;
    chain.push(parent);
  }
}

/** A runtime is separate when it copies what another stage made, and does not build on that stage. */
function copiesFromBuild(
  final: Stage,
  chain: Stage[],
  stages: Stage[],
): boolean {
  return chain.some(({ copiesFrom }) =>
    copiesFrom.some(from => {
      const source = stages.find(
        ({ name }, index) => sameName(name, from) || String(index) === from,
      );
      return (
        source !== undefined && source !== final && !chain.includes(source)
      );
    }),
  );
}

function sameName(name: string | undefined, other: string): boolean {
  return name !== undefined && name.toLowerCase() === other.toLowerCase();
}

/** Without a USER, the base decides. */
function isNonRoot(user: string | undefined, base: string): boolean {
  if (user === undefined) return nonRootBases.test(base);
  const [name] = user.split(':');
  return name !== 'root' && name !== '0';
}
