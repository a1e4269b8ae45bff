import { Figure } from '../figures/Figure';
import { Context } from './Context';
import { reevaluation } from './reevaluation';
import { sweeps } from './sweeps';

/** What it costs to evaluate a fleet from stored facts: time, rows and memory. */
export async function evaluation(context: Context): Promise<Figure[]> {
  return [...(await sweeps(context)), ...(await reevaluation(context))];
}
