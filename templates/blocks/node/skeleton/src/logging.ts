import { serviceName, serviceVersion } from './service.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** How this service logs: one line of JSON each, without what looks like a credential. */
export function loggerOptions(level: string) {
  return {
    level,
    base: { service: serviceName, version: serviceVersion },
    formatters: { level: (name: string) => ({ level: name }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    messageKey: 'message',
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', '*.secret'],
  };
}
