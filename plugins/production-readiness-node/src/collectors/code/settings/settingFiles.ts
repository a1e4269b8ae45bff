import { nameOf } from '../../dependencies/Manifest';
import { settingRules } from '../ecosystemIndexes';
import { isSettingsFile } from './judgeSettings';

const settingsNames = new Map<string, boolean>();

/** Whether a file holds settings that some rule speaks of. */
export function isSettings(path: string): boolean {
  const name = nameOf(path);
  if (!/\.(ya?ml|json|xml|properties|conf|config|ini)$/.test(name))
    return false;
  let known = settingsNames.get(name);
  if (known === undefined) {
    known = settingRules.some(({ rules }) => isSettingsFile(name, rules));
    if (settingsNames.size < 10_000) settingsNames.set(name, known);
  }
  return known;
}
