import { RubricExtension } from './extension';
import { Check, RubricDocument } from './Rubric';
import { RubricError } from './RubricError';
import { RubricFile } from './parseRubricFile';

type ProblemAt = RubricFile<unknown>['problemAt'];

/** A rubric document that knows which file each of its values came from. */
export interface SourcedRubric {
  document: RubricDocument;
  problemAt: ProblemAt;
}

/**
 * Applies an extension to a rubric.
 * @throws RubricError for an override of a check that the base does not have
 */
export function extendRubric(
  base: SourcedRubric,
  extension: RubricExtension,
  problemAt: ProblemAt,
): SourcedRubric {
  const { override, checks: added, declarations, reviews } = extension;
  const known = new Set(base.document.checks.map(({ id }) => id));
  const unknown = Object.keys(override).filter(id => !known.has(id));
  if (unknown.length > 0) {
    throw new RubricError(
      unknown.map(id =>
        problemAt(['override', id], `there is no check ${id} to override`),
      ),
    );
  }

  const places: Array<
    (rest: PropertyKey[], message: string) => ReturnType<ProblemAt>
  > = [];
  const checks: Check[] = [];
  base.document.checks.forEach((check, index) => {
    const { off, ...changes } = override[check.id] ?? {};
    if (off) return;
    checks.push({ ...check, ...defined(changes) });
    places.push(([key, ...rest], message) =>
      Object.hasOwn(changes, key ?? '')
        ? problemAt(['override', check.id, key, ...rest], message)
        : base.problemAt(['checks', index, key, ...rest], message),
    );
  });
  added.forEach((check, index) => {
    checks.push(check);
    places.push((rest, message) =>
      problemAt(['checks', index, ...rest], message),
    );
  });

  const inherited = base.document.declarations;
  const triggers = new Set(reviews.map(({ trigger }) => trigger));
  return {
    document: {
      ...base.document,
      name: extension.name,
      version: extension.version,
      title: extension.title,
      areas: { ...base.document.areas, ...extension.areas },
      checks,
      declarations: [...inherited, ...declarations],
      reviews: [
        ...base.document.reviews.filter(
          ({ trigger }) => !triggers.has(trigger),
        ),
        ...reviews,
      ],
    },
    problemAt: ([collection, index, ...rest], message) => {
      const place = collection === 'checks' ? places[Number(index)] : undefined;
      if (place) return place(rest, message);
      if (collection === 'declarations') {
        const own = Number(index) - inherited.length;
        return own >= 0
          ? problemAt(['declarations', own, ...rest], message)
          : base.problemAt([collection, index, ...rest], message);
      }
      return problemAt([collection, index, ...rest], message);
    },
  };
}

/** A partial schema fills in defaults only where a key is given; undefined must not wipe the base. */
function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== undefined),
  ) as Partial<T>;
}
