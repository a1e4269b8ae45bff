import { ServiceScope } from '../Collector';
import { Manifest } from '../dependencies/Manifest';
import { CommandFile } from './commandFiles';
import { FileSummary } from './FileSummary';
import { SettingFinding } from './settings/judgeSettings';
import { Mentions } from './Names';
import { testCommandOf } from './tests/testCommands';
import { TestFile } from './tests/testFacts';

/** Everything that a run has seen, as it is settled at the end. */
export interface Seen {
  scope: ServiceScope;
  files: FileSummary[];
  manifests: Manifest[];
  /** Those of code elsewhere in the repository that the service is built with. */
  shared: Manifest[];
  tests: TestFile[];
  production: string[];
  testCommands: NonNullable<ReturnType<typeof testCommandOf>>[];
  settings: SettingFinding[];
  /** Dotted keys of configuration, with any value, that clients look for. */
  keys: Set<string>;
  secretSettings: Array<{ path: string; line: number; key: string }>;
  commands: CommandFile[];
  mentions: Mentions;
}
