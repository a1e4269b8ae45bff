import { rowsWritten, writtenBetween } from '../database/rowsWritten';
import { Figure } from '../figures/Figure';
import { measureSweep } from '../sweep/measureSweep';
import { Context } from './Context';
import { fleetDatabase } from './startProduct';

const section = 'evaluation';

/** Sweeps over fleets of each size in which nothing has changed, each in a process of its own. */
export async function sweeps(context: Context): Promise<Figure[]> {
  const { database, progress, rubricFile, sizes } = context;
  const figures: Figure[] = [];
  const peaks: number[] = [];
  for (const services of sizes.fleets) {
    const name = await fleetDatabase(context, services);
    progress(`a second sweep over ${services} services`);
    // Statistics are told when a connection ends.
    await database.close(name);
    const before = await rowsWritten(database.open(name));
    const report = await measureSweep({
      connection: { ...database.connection, database: name },
      services,
      rubricFile,
    });
    if (report.evaluated !== services) {
      throw new Error(`A sweep evaluated ${report.evaluated} of ${services}`);
    }
    const after = await rowsWritten(database.open(name));
    peaks.push(report.megabytes);
    figures.push(
      {
        section,
        name: 'Second, unchanged sweep: rows written',
        value: writtenBetween(before, after),
        unit: 'rows',
        services,
        limit: { atMost: 0 },
      },
      {
        section,
        name: 'Second, unchanged sweep',
        value: report.milliseconds / 1000,
        unit: 's',
        services,
      },
      {
        section,
        name: 'Peak memory of the process that sweeps',
        value: report.megabytes,
        unit: 'MB',
        services,
      },
    );
  }
  return [
    ...figures,
    {
      section,
      name: 'Peak memory, greatest fleet to smallest',
      value: peaks[peaks.length - 1] / peaks[0],
      unit: 'times',
      limit: { atMost: 1.5 },
    },
  ];
}
