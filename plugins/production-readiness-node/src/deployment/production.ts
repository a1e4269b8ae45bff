import { AttributedWorkload } from './attribute';

/**
 * Which of the service's workloads speak for production.
 * - A deploy source says for itself whether it only serves local work, by its name or that of its values or overlay.
 * - Compose speaks for production when its file is named for it, or when the service has no other deploy source.
 * - Where all that there is serves local work by its name, it is what is deployed, and speaks for production.
 */
export function productionWorkloads(
  attributed: AttributedWorkload[],
  otherDeploySource: boolean,
): Set<AttributedWorkload> {
  const services = attributed.filter(({ role }) => role === 'service');
  const orchestrated =
    otherDeploySource ||
    services.some(
      ({ workload }) =>
        workload.platform !== 'compose' && workload.origin.production,
    );
  const speaks = ({ workload: { platform, origin } }: AttributedWorkload) => {
    if (!origin.production) return false;
    return platform !== 'compose' || !orchestrated || origin.explicit === true;
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
