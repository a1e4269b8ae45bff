import { isError } from '@backstage/errors';

/**
 * Why the rules of a review refuse an act to a person, or undefined where they allow it. The backend applies the same
 * rules again.
 */
export function refusalOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return isError(error) ? error.message : String(error);
  }
}
