export interface Settings {
  port: number;
  logLevel: string;
  databaseUrl: string;
}

/** Settings come from the environment; what has no safe default must be there. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set');
  return {
    port: Number(env.PORT ?? 8080),
    logLevel: env.LOG_LEVEL ?? 'info',
    databaseUrl,
  };
}
