import { ecosystems } from '../../data/ecosystems';
import { SyntaxId } from '../../syntax/Syntax';
import { EcosystemIndex } from './EcosystemIndex';
import { SettingRule } from './settings/judgeSettings';

const made = new Map<string, EcosystemIndex>();

/** The index of the ecosystem that sources of this syntax belong to; made when it is first asked for. */
export function indexFor(syntax: SyntaxId): EcosystemIndex | undefined {
  const data = ecosystems.find(({ syntaxes }) => syntaxes.includes(syntax));
  return data && indexNamed(data.ecosystem);
}

/** The index of an ecosystem. */
export function indexNamed(ecosystem: string): EcosystemIndex | undefined {
  const known = made.get(ecosystem);
  if (known) return known;
  const data = ecosystems.find(entry => entry.ecosystem === ecosystem);
  if (!data) return undefined;
  const index = new EcosystemIndex(data);
  made.set(ecosystem, index);
  return index;
}

/** The rules on configuration files, of all ecosystems. */
export const settingRules: ReadonlyArray<{
  ecosystem: string;
  rules: readonly SettingRule[];
}> = ecosystems.map(({ ecosystem, settings }) => ({
  ecosystem,
  rules: settings,
}));
