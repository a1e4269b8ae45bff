import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  goldenPath?: {
    templates?: {
      /**
       * Folder that has one golden path per subfolder, each with a template.yaml. Relative to the working
       * directory of the backend. Default: `templates` in the root of the monorepo that the backend is part of.
       */
      path?: string;
      /**
       * How often the folder is read. Default: every 5 minutes, and once at start-up.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
