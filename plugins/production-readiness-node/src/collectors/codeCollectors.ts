import { Collector } from './Collector';
import { codeCollector } from './code/codeCollector';
import { dependencyCollector } from './dependencies/dependencyCollector';
import { documentCollector } from './docs/documentCollector';
import { localDevelopmentCollector } from './files/localDevelopmentCollector';
import { migrationCollector } from './migrations/migrationCollector';
import { ownershipCollector } from './ownership/ownershipCollector';
import { secretCollector } from './secrets/secretCollector';

/** The collectors of code, documents, ownership, secrets, dependencies and migrations. @public */
export const codeCollectors: readonly Collector[] = [
  codeCollector(),
  dependencyCollector(),
  documentCollector(),
  localDevelopmentCollector(),
  migrationCollector(),
  ownershipCollector(),
  secretCollector(),
];
