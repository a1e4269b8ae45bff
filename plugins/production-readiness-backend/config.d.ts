import { HumanDuration, JsonValue } from '@backstage/types';

export interface Config {
  /** Production readiness: which services are scored, by which rubric, and how often. */
  productionReadiness?: {
    /**
     * The catalog entities that are services, as a filter predicate of Backstage. By default Components whose type
     * is service, worker, backend, website, api or job.
     */
    entities?: JsonValue;
    rubric?: {
      /**
       * Rubric files, each applied to what the ones before it give: one that says `extends: default` changes the
       * rubric that ships with the plugin, any other takes its place. Paths are absolute or relative to the
       * directory that the backend runs in.
       */
      files?: string[];
    };
    /**
     * Groups that review every service, such as a team of site reliability engineers: members of them are reviewers
     * for the permission rule `isReviewer`.
     */
    reviewers?: string[];
    sweep?: {
      /** How often a service is evaluated when nothing else asks for it. By default every 6 hours. */
      every?: HumanDuration | string;
      /** How often the catalog is asked for new, changed and vanished services. By default every minute. */
      discover?: HumanDuration | string;
    };
    /** How many services are evaluated at once by one backend. By default 4. */
    concurrency?: number;
    /**
     * How many services of one Git host are evaluated at once by all backends together, on PostgreSQL. By default
     * 20.
     */
    hostConcurrency?: number;
    /** How long the evaluation of one service may take before it is given up. By default 5 minutes. */
    timeout?: HumanDuration | string;
    /**
     * How long the last good results of a service count whose repository cannot be read. After it they are stale. By
     * default 14 days.
     */
    staleAfter?: HumanDuration | string;
    /**
     * How long before the end of an attestation or an exemption people are reminded of it, by the notifications of
     * Backstage. By default 14 days.
     */
    remindBefore?: HumanDuration | string;
    retention?: {
      /** How long it is kept which results and levels have changed. By default 400 days. */
      history?: HumanDuration | string;
      /** How long the facts of commits are kept that are no longer the newest, and previews of rubrics. By default 30 days. */
      snapshots?: HumanDuration | string;
      /** How long a service is kept that the catalog has lost. Its reviews stay. By default 90 days. */
      archived?: HumanDuration | string;
    };
  };
}
