import { AttributedWorkload } from './attribute';

/**
 * Which of the service's workloads speak for production.
 * - A deploy source says for itself whether it only serves local work, by its name or that of its values or overlay.
 * - Compose speaks for production when its file is named for it, or when the service has no other deploy source.
 * - A Procfile does where nothing but compose is beside it; beside a cluster it starts the processes on a desk.
 * - Compose that starts no service, only what one needs, serves local work.
 * - Where all that there is serves local work by its name, it is what is deployed, and speaks for production.
 */
export function productionWorkloads(
  attributed: AttributedWorkload[],
  otherDeploySource: boolean,
): Set<AttributedWorkload> {
  const services = attributed.filter(({ role }) => role === 'service');
  const hasAny = (others: readonly string[]) =>
    services.some(
      ({ workload }) =>
        !others.includes(workload.platform) && workload.origin.production,
    );
  const orchestrated = otherDeploySource || hasAny(['compose', 'procfile']);
  const speaks = ({ workload: { platform, origin } }: AttributedWorkload) => {
    if (!origin.production) return false;
    if (platform === 'procfile') return !orchestrated;
    if (platform !== 'compose' || origin.explicit === true) return true;
    return !orchestrated && services.length > 0 && !hasAny(['compose']);
  };
  const chosen = attributed.filter(speaks);
  if (chosen.some(({ role }) => role === 'service')) return new Set(chosen);
  if (orchestrated || services.length === 0) return new Set(chosen);
  const platforms = services.map(({ workload }) => workload.platform);
  const platform = platforms.find(name => name !== 'compose') ?? 'compose';
  return new Set(
    attributed.filter(({ workload }) => workload.platform === platform),
  );
}
