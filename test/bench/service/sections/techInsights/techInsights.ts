import { Figure } from '../../figures/Figure';
import { factSets } from '../../fleet/factSets';
import { Context } from '../Context';
import { startProduct } from '../startProduct';
import { compareEvaluation } from './compareEvaluation';
import { compareReading } from './compareReading';
import { startTechInsights } from './startTechInsights';

/** Portals on one server, on the same services, asked in turn: ours with theirs for each way to give them facts. */
export async function techInsights(context: Context): Promise<Figure[]> {
  const [services] = context.sizes.fleets;
  const figures: Figure[] = [];
  context.progress('starting our portal');
  const ours = await startProduct(context, services);
  try {
    for (const facts of ['same', 'least'] as const) {
      const { title } = factSets[facts];
      const progress = (text: string) => context.progress(`${title}: ${text}`);
      progress('starting Tech Insights');
      const theirs = await startTechInsights(context, services, facts);
      const pair = { ...context, progress, ours, theirs, services, facts };
      try {
        figures.push(
          ...(await compareEvaluation(pair)),
          ...(await compareReading(pair)),
        );
      } finally {
        await theirs.stop();
      }
    }
  } finally {
    await ours.stop();
  }
  return figures;
}
