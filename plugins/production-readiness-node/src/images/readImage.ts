import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../deployment/environments';
import { imageName } from '../deployment/imageName';
import { isPlaceholder } from '../deployment/imageReferences';
import { isBackingImage, isToolImage } from '../deployment/offTheShelf';
import { Dockerfile, Stage } from './Dockerfile';

type Image = FactOf<'images'>;
type Reference = FactOf<'imageReferences'>;

/** Bases whose default user is not root, or that hold nothing to be root with. */
const nonRootBases =
  /distroless|nonroot|non-root|unprivileged|cgr\.dev\/chainguard|chiseled|rootless|(?:^|\/)bitnami(?:legacy|secure)?\/(?:nginx|apache|tomcat|wildfly|wordpress|keycloak|kubectl|redis|postgresql|mysql|mariadb|mongodb|kafka|rabbitmq|memcached)\b/i;

/** Images that programs are put into, and that do nothing by themselves. */
const bare = new Set(['alpine', 'busybox', 'curl', 'docker', 'dind']);

/** Folders and files that a build makes. */
const built =
  /^\.?\/?$|(?:^|\/)(?:dist|build|out|output|target|public|publish|release|bin|_site|site|www|\.next|\.output|node_modules)(?:\/|$)|[$*]|\.(?:jar|war|zip|tgz|gz)$/i;

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

/** A database, a cache or a broker of others, whatever is put into it. */
export function isBacking({ stages }: Dockerfile): boolean {
  const base = baseOfFinal(stages);
  return base !== undefined && isBackingImage(base);
}

/** The server of others that is given nothing but settings and pages, as they are committed. */
export function configuredServer({ stages }: Dockerfile): string | undefined {
  const base = baseOfFinal(stages);
  if (base === undefined || !isToolImage(base)) return undefined;
  const { repository, base: name } = imageName(base);
  const isPlain = stages.every(
    ({ runs, copiesFrom, adds }) =>
      !runs && copiesFrom.length === 0 && !adds.some(path => built.test(path)),
  );
  return isPlain && !bare.has(name) ? repository : undefined;
}

/** Whether the user that an image has without being told is not root. */
export function isNonRootBase(base: string): boolean {
  return nonRootBases.test(base);
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
    return [baseReference(from, production, { path, line })];
  });
}

/** The reference to an image that another is built on. */
export function baseReference(
  from: string,
  production: boolean,
  source: Reference['source'],
): Reference {
  const { repository, tag, digest } = imageName(from);
  const filledByPipeline =
    digest === undefined && isPlaceholder(tag ?? repository);
  return {
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
    source,
  };
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

function baseOfFinal(stages: Stage[]): string | undefined {
  const final = finalStage(stages);
  if (!final) return undefined;
  const chain = ancestry(final, stages);
  return chain[chain.length - 1].from;
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
  if (user === undefined) return isNonRootBase(base);
  const [name] = user.split(':');
  return name !== 'root' && name !== '0';
}
