/**
 * Sign-in as one of the users of the example organisation, for trying and testing only.
 *
 * @packageDocumentation
 */
export { exampleUsersFeature as default } from './exampleUsersFeature';
export { authModuleExampleUsers } from './module';
export type { ExampleGroup, ExampleUser } from './ExampleUser';
