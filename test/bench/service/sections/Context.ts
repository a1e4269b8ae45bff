import { CompiledRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Database } from '../database/Database';
import { Figure } from '../figures/Figure';
import { Sizes } from '../options';

/** What a section works with. */
export interface Context {
  database: Database;
  /** The forty checks. */
  rubric: CompiledRubric;
  rubricFile: string;
  /** For files that go with the run. */
  folder: string;
  sizes: Sizes;
  progress: (text: string) => void;
}

/** Measures, and answers with figures. */
export type Section = (context: Context) => Promise<Figure[]>;
