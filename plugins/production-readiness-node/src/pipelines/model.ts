import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

type PipelineFact = FactOf<'pipelines'>;

/** The pipeline systems whose definitions are told apart. */
export type PipelineSystem = PipelineFact['system'];
/** What a step does. */
export type Purpose = PipelineFact['purposes'][number];
/** A third-party reference of a pipeline. */
export type PipelineReference = FactOf<'pipelineReferences'>;

/** One step: a script, or something that is used, such as an action. */
export interface PipelineStep {
  name: string;
  path: string;
  line: number;
  script?: string;
  uses?: string;
  /** What it uses is not in the repository: a whole pipeline, or a command of an orb. */
  elsewhere?: 'pipeline' | 'orb';
  /** What it does is told elsewhere, and its name is no promise: `deploy of the shared library platform`. */
  hidden?: string;
  /** Inputs of what is used. */
  inputs: Record<string, string>;
  /** The folder that it runs in, relative to the root; '' where none is given. */
  folder: string;
  /** It waits for a person. */
  approval?: boolean;
}

/** A value under the name that steps refer to it by. */
export interface Setting {
  name: string;
  value: string;
}

/** One job. */
export interface PipelineJob {
  id: string;
  name: string;
  path: string;
  line: number;
  /** The environments that it can deploy to. */
  environments: string[];
  /** Jobs that run before it. */
  needs: string[];
  triggers: string[];
  /** It waits for a person, or in an environment of its own that asks for one. */
  approval: boolean;
  steps: PipelineStep[];
  /** The variables, and what the matrix goes through, that its steps can refer to. */
  settings?: Setting[];
  /** What it deploys is another service of the repository. */
  deliversOthers?: boolean;
}

/** One pipeline. */
export interface PipelineDefinition {
  system: PipelineSystem;
  path: string;
  name: string;
  /** Folders and patterns that must change for it to run; none where it runs on every change. */
  paths: string[];
  jobs: PipelineJob[];
  /** Files of the repository that it is made of besides, which are no pipelines of their own. */
  takes?: string[];
  references: PipelineReference[];
}
