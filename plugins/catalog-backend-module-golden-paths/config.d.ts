import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  goldenPaths?: {
    /**
     * Folder with one golden path per subfolder, each with a template.yaml. Relative to the working directory
     * of the backend. By default the folder `templates` in the root of the repository that the backend is part of.
     */
    directory?: string;
    /**
     * Where the same folder is on the Git host, for example `https://github.com/acme/golden-paths/blob/main/templates`.
     * With it, the templates' pages link there and the scaffolder reads them from there.
     */
    url?: string;
    /**
     * How often the folder is read, besides once at start-up. Every 5 minutes by default.
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
}
