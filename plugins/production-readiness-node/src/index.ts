/**
 * Repository reading, facts and collectors of the production-readiness plugins.
 *
 * @packageDocumentation
 */
export * from './collectors';
export * from './extensions';
export * from './observability';
export * from './repository';
