import { FoundWorkload } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';

/**
 * How a service is replaced. Compose alone stops a container and starts the new one; with Swarm's update_config it
 * is replaced piece by piece, and `start-first` keeps the old one until the new one runs.
 */
export function readUpdates(
  update: Cursor,
): Pick<FoundWorkload, 'strategy' | 'maxUnavailable' | 'maxSurge'> {
  if (!update.exists) return { strategy: 'Recreate' };
  const parallelism = update.get('parallelism').text() ?? '1';
  return update.get('order').text() === 'start-first'
    ? { strategy: 'RollingUpdate', maxUnavailable: '0', maxSurge: parallelism }
    : { strategy: 'RollingUpdate', maxUnavailable: parallelism, maxSurge: '0' };
}
