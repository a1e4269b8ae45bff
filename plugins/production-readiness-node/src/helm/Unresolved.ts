/** A value that the repository does not settle, with the expression that asks for it. */
export class Unresolved {
  private constructor(readonly expression: string) {}

  static of(expression: string): Unresolved {
    return new Unresolved(expression);
  }
}
