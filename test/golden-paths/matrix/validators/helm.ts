import { complaints } from '../command';
import { charts, inFolder } from '../files';
import { helm, valueSets } from '../helm';
import { Validator } from '../Validator';

/** Helm accepts the chart with its defaults and with the values of each environment, and renders it. */
export const helmValidator: Validator = {
  name: 'helm lint, template',
  missing: helm.missing,
  units: charts,
  check: unit =>
    inFolder(unit, async folder => {
      const problems: string[] = [];
      for (const values of valueSets(unit)) {
        const lint = ['lint', '--strict', unit.label, ...values];
        problems.push(...(await complaints(helm.bin, lint, folder)));
        const template = ['template', 'release', unit.label, ...values];
        problems.push(...(await complaints(helm.bin, template, folder)));
      }
      return problems;
    }),
};
