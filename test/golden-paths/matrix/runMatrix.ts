import { Combinations } from './composeCombinations';
import { ResultCache } from './ResultCache';
import { Validator } from './Validator';

/** What one validator found in all combinations of one path. */
export interface Cell {
  path: string;
  validator: string;
  /** Combinations in which there was something to look at. */
  combinations: number;
  /** Why the validator did not run. */
  missing?: string;
  /** Each problem once, with the combinations that have it. */
  problems: { label: string; problem: string; combinations: string[] }[];
}

const atOnce = 2;

/**
 * Holds every combination of every path against every validator.
 * @param tell - called with each cell when it is done, with the seconds that it took
 */
export async function runMatrix(
  all: readonly Combinations[],
  validators: readonly Validator[],
  cache: ResultCache,
  tell: (cell: Cell, seconds: number) => void,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const combinations of all) {
    for (const validator of validators) {
      const started = performance.now();
      const cell = await runCell(combinations, validator, cache);
      tell(cell, (performance.now() - started) / 1000);
      cells.push(cell);
    }
  }
  return cells;
}

async function runCell(
  { path, services }: Combinations,
  validator: Validator,
  cache: ResultCache,
): Promise<Cell> {
  const missing = validator.missing?.();
  const cell: Cell = {
    path,
    validator: validator.name,
    combinations: 0,
    ...(missing && { missing }),
    problems: [],
  };
  if (missing) return cell;
  const tasks = services.flatMap(service => {
    const units = validator.units(service.files);
    if (units.length > 0) cell.combinations++;
    return units.map(unit => ({ unit, service: service.label }));
  });
  const next = tasks[Symbol.iterator]();
  const work = async () => {
    for (const { unit, service } of next) {
      for (const problem of await cache.check(validator, unit)) {
        const known = cell.problems.find(
          each => each.label === unit.label && each.problem === problem,
        );
        if (known) known.combinations.push(service);
        else
          cell.problems.push({
            label: unit.label,
            problem,
            combinations: [service],
          });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return cell;
}
