const endings = [
  'PASSWORD',
  'PASSWD',
  'PASSPHRASE',
  'SECRET',
  'SECRET_KEY',
  'SECRET_ID',
  'API_KEY',
  'APIKEY',
  'API_TOKEN',
  'PRIVATE_KEY',
  'ACCESS_KEY',
  'ACCESS_KEY_ID',
  'SIGNING_KEY',
  'ENCRYPTION_KEY',
  'AUTH_TOKEN',
  'ACCESS_TOKEN',
  'REFRESH_TOKEN',
  'BOT_TOKEN',
  'CREDENTIALS',
  'JWT_KEY',
  'MASTER_KEY',
  'SECRET_KEY_BASE',
];

const lastLetters = new Set(endings.map(ending => ending.slice(-3)));

/** Actions and messages about passwords. */
const notSecrets = [
  'RESET_',
  'FORGOT_',
  'CHANGE_',
  'UPDATE_',
  'INVALID_',
  'WRONG_',
  'INCORRECT_',
  'MISSING_',
  'GENERATE_',
  'VERIFY_',
  'SET_',
  'ERR_',
  'ERROR_',
  'FETCH_',
  'GET_',
  'NO_',
  'SHOW_',
  'TOGGLE_',
  'HIDE_',
];

/** Whether the name of an environment variable says that it holds a secret. */
export function isSecretName(name: string): boolean {
  if (!lastLetters.has(name.slice(-3))) return false;
  if (notSecrets.some(start => name.startsWith(start))) return false;
  return endings.some(
    ending =>
      name.endsWith(ending) &&
      (name.length === ending.length ||
        name[name.length - ending.length - 1] === '_'),
  );
}

/** Whether the name of a setting, written as `StockApiKey`, says so. */
export function isSecretSetting(name: string): boolean {
  if (name.length > 60) return false;
  return isSecretName(
    name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase(),
  );
}
