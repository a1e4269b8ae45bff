import { Config } from '@backstage/config';

/**
 * Throws when this process is a production one: the example users have no password.
 *
 * @param environment - the value of NODE_ENV
 */
export function refuseInProduction(
  config: Config,
  environment: string | undefined,
): void {
  const because = [
    environment === 'production' && 'NODE_ENV is production',
    config.getOptionalString('auth.environment') === 'production' &&
      'auth.environment is production',
  ].filter(Boolean);
  if (because.length === 0) return;
  throw new Error(
    `Sign-in as an example user needs no password and exists in development only, but ${because.join(
      ' and ',
    )}. Remove auth.providers.example from the configuration and configure a real provider, as app-config.production.yaml shows.`,
  );
}
