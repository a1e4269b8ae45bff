/** Something that the user can act on. Its message is shown as it is, without a stack trace. */
export class Failure extends Error {
  name = 'Failure';
}
