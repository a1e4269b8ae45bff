import type { Level } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Text } from '../../hooks';

/** "L2 Stable", "L3 Resilient, 1 exemption" or "Below L1". */
export function levelText(
  t: Text,
  level: Level | undefined,
  exemptions = 0,
): string {
  if (level === undefined) return t('levels.below');
  const name = `${level} ${t(`levels.${level}`)}`;
  return exemptions > 0
    ? `${name}, ${t('level.exemptions', { count: exemptions })}`
    : name;
}
