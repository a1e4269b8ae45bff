import { Collector } from './Collector';
import { codeCollector } from './code/codeCollector';

/** The collectors of code, documents, ownership, secrets, dependencies and migrations. @public */
export const codeCollectors: readonly Collector[] = [codeCollector()];
