import {
  CompiledRubric,
  factItemSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  Collector,
  ServiceScope,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { matchesPath } from './matchesPath';
import { releaseFiles, releaseOf } from './releaseOf';

/** The version of the service, as its manifest says it. */
export const releaseFactSchema = factItemSchema.extend({ version: z.string() });

type ReleaseFact = z.infer<typeof releaseFactSchema>;

/** A file under watch. The item without a path names what is watched. */
export const watchedFactSchema = factItemSchema.extend({
  digest: z.string().optional(),
  patterns: z.array(z.string()).optional(),
});

type WatchedFact = z.infer<typeof watchedFactSchema>;

/** Every path that a check of the rubric watches. */
export function watchedBy({ document }: CompiledRubric): string[] {
  const paths = document.checks.flatMap(
    ({ attestation }) => attestation?.watches ?? [],
  );
  return [...new Set(paths)].sort();
}

/** Which files of the repository a pattern means: those of the service, unless it starts with a slash. */
export function patternIn(
  { path }: Pick<ServiceScope, 'path'>,
  pattern: string,
) {
  if (pattern.startsWith('/')) return pattern.slice(1);
  return path === '' ? pattern : `${path}/${pattern}`;
}

/** Sees what attestations rest on: the version of the service, and the content of the paths that checks watch. */
export function basisCollector(patterns: string[]): Collector {
  const hash = createHash('sha256').update(patterns.join('\n')).digest('hex');
  return {
    // Other patterns make other facts, so that repositories are read again.
    id: `basis-${hash.slice(0, 8)}`,
    collections: ['releases', 'watched'],
    start(scope) {
      const folder = scope.path === '' ? '' : `${scope.path}/`;
      const full = patterns.map(pattern => patternIn(scope, pattern));
      const isWatched = (path: string) =>
        full.some(pattern => matchesPath(pattern, path));
      const manifestOf = (path: string) =>
        path.startsWith(folder)
          ? releaseFiles.indexOf(path.slice(folder.length))
          : -1;
      const releases: ReleaseFact[] = [];
      const watched: WatchedFact[] = [{ source: {}, patterns }];
      return {
        wants: ({ path }) => manifestOf(path) >= 0 || isWatched(path),
        concerns: path => (isWatched(path) ? ['watched'] : []),
        visit(file) {
          const { path, text } = file;
          const index = manifestOf(path);
          const version =
            index >= 0 ? releaseOf(releaseFiles[index], file) : undefined;
          if (version) releases[index] = { source: { path }, version };
          if (isWatched(path)) {
            const digest = createHash('sha256').update(text).digest('hex');
            watched.push({ source: { path }, digest });
          }
        },
        finish: () => ({
          collections: {
            releases: releases.filter(Boolean).slice(0, 1),
            watched,
          },
          gaps: [],
        }),
      };
    },
  };
}
