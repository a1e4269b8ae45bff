import { ClaimFilter } from '../database/ClaimStore';

const expiring = 14 * 86_400_000;

/** The stored state and the times that make up a state as people see it. */
export function stateFilter(
  state: string | undefined,
  now: Date,
): Pick<ClaimFilter, 'state' | 'expiresAfter' | 'expiresUntil'> {
  const at = now.toISOString();
  const soon = new Date(now.getTime() + expiring).toISOString();
  switch (state) {
    case 'active':
      return { state: 'active', expiresAfter: at };
    case 'expiring':
      return { state: 'active', expiresAfter: at, expiresUntil: soon };
    case 'expired':
      return { state: 'active', expiresUntil: at };
    default:
      return { state };
  }
}
