const named = /burn.?rate|error.?budget|slo[:_]/i;
const window = /\b\d+[smhdw]\b|rate(\d+[smhdw])/g;

/** A factor of burn times a budget, or what an objective leaves: `>(14.4*0.001)`, `>6*(1-0.999)`. */
const factorTimesBudget =
  />=?\(?(\d{1,4}(?:\.\d{1,6})?)\*(?:(0?\.\d{1,8})|\(1-(0?\.\d{1,8})\))/g;

/** The most that an objective may leave for what it allows to be called a budget. */
const largestBudget = 0.1;

/**
 * Whether an alert compares how fast a budget is spent over several windows, in words or in numbers. A burn rate over
 * a single window is an ordinary threshold.
 */
export function burnsOverWindows(name: string, query: string): boolean {
  const windows = new Set(
    [...query.matchAll(window)].map(([whole, inner]) => inner ?? whole),
  );
  if (windows.size < 2) return false;
  return named.test(name) || named.test(query) || comparesBurns(query);
}

/** Two comparisons with a multiple of the same budget that must hold together. */
function comparesBurns(query: string): boolean {
  if (!/\band\b/i.test(query)) return false;
  const compared = [...query.replace(/\s+/g, '').matchAll(factorTimesBudget)]
    .filter(([, factor]) => Number(factor) >= 1)
    .map(([, , budget, objective]) =>
      budget === undefined ? 1 - Number(objective) : Number(budget),
    )
    .filter(budget => budget > 0 && budget <= largestBudget + 1e-9);
  return compared.length > 1 && new Set(compared).size === 1;
}
