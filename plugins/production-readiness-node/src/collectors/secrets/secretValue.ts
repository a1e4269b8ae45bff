/** How a value that stands where a credential would is judged. */
export type ValueKind = 'none' | 'placeholder' | 'weak' | 'real';

const placeholders = [
  'changeme',
  'change_me',
  'change-me',
  'changethis',
  'change_this',
  'change-this',
  'changeit',
  'replace',
  'example',
  'sample',
  'placeholder',
  'your',
  'xxx',
  '***',
  '...',
  'dummy',
  'todo',
  'tbd',
  'redacted',
  'insert',
  'should-be',
  'shouldbe',
  'should_be',
  'needs-to-be',
  'goes-here',
  'goes_here',
  'goeshere',
  'fake',
  'mock',
  'foobar',
  'notreal',
  'not-real',
  'not_real',
  'my-secret',
  'mysecret',
  'my_secret',
  'supersecret',
  'super-secret',
  'super_secret',
  'secret-key-here',
  'some-secret',
  'somesecret',
  'secret_here',
  'keyboard cat',
  'keyboard-cat',
  'unset',
  'undefined',
  'dev-secret',
  'devsecret',
  'dev_secret',
  'local-dev',
  'for-dev',
  'insecure',
  'development',
  'test',
];

/** Defaults that everybody knows; real credentials all the same where nothing replaces them. */
const weak = new Set([
  'guest',
  'root',
  'admin',
  'administrator',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'password1',
  'password123',
  'pass',
  'pass123',
  'postgres',
  'postgresql',
  'mysql',
  'mongo',
  'redis',
  'rabbitmq',
  'secret',
  'secret123',
  'admin123',
  'root123',
  'toor',
  '1234',
  '12345',
  '123456',
  '12345678',
  '123456789',
  'qwerty',
  'letmein',
  'minioadmin',
  'elastic',
  'user',
  'default',
]);

/** `SECRET`, `API_KEY`: what stands there, in capitals, instead of one. */
const namesItself =
  /^(?:SECRET|SECRETS|PASSWORD|PASSWD|TOKEN|KEY|API_?KEY|SECRET_KEY|ACCESS_KEY|CREDENTIALS?|VALUE)$/;

/** How the keys start that the documentation of emulators gives to everybody: Azurite, the Cosmos DB emulator. */
const published = ['Eby8vdM02xNOcqFlqUwJPLlm', 'C2y6yDjf5/R+ob0N8A7Cgv30'];

/** Whether a text holds the key of an emulator, which opens nothing but that. */
export function isPublished(text: string): boolean {
  return published.some(start => text.includes(start));
}

/**
 * Tells a credential from what only stands in its place. Never keeps the value. `bare`: it stands in no quotes, so that
 * it may be code, as in a script within a manifest.
 */
export function judgeValue(value: string, bare = false): ValueKind {
  const text = value.trim();
  if (bare && isExpression(text)) return 'none';
  const lower = text.toLowerCase();
  if (isPublished(text)) return 'placeholder';
  if (text.length < 3 || text.length > 300) return 'none';
  if (isReference(text)) return 'none';
  if (namesItself.test(text)) return 'placeholder';
  if (weak.has(lower)) return 'weak';
  if (placeholders.some(word => lower.includes(word))) return 'placeholder';
  if (text.startsWith('<') || text.startsWith('[') || isOneCharacter(text))
    return 'placeholder';
  if (isSequence(lower)) return 'placeholder';
  return looksReal(text) ? 'real' : 'none';
}

const absent = new Set([
  'true',
  'false',
  'null',
  'none',
  'nil',
  'undefined',
  'string',
  'str',
  'bearer',
  'basic',
  'required',
  'optional',
  'hidden',
  'text',
]);

/** It names where the value comes from, or is a text for people. */
function isReference(text: string): boolean {
  if (absent.has(text.toLowerCase())) return true;
  if (/[\s(){}<>]/.test(text) && !text.startsWith('<')) return true;
  if (
    text.includes('${') ||
    text.startsWith('$') ||
    text.includes('{{') ||
    text.includes('%(')
  )
    return true;
  if (text.startsWith('/') || text.startsWith('./') || text.includes('://'))
    return true;
  if (
    text.startsWith('ENC[') ||
    text.startsWith('vault:') ||
    text.startsWith('arn:') ||
    text.startsWith('!') ||
    text.startsWith('@')
  )
    return true;
  // config.db.password, DB_PASSWORD, accessToken, access-token: names, without a digit in them but those of a version.
  const name = text.slice(0, 300);
  return (
    /^[A-Za-z]+(?:[._:/-](?:[A-Za-z]+|v\d{1,2}))+$/.test(name) ||
    /^[a-z]+\d?(?:-[a-z]+\d?)*-(?:key|token|secret|password|credentials?)$/.test(
      name,
    )
  );
}

/** `event['token']`, `keys[0]`, `a || b`. */
function isExpression(text: string): boolean {
  return (
    /^[A-Za-z_$][\w$.]{0,100}\[(?:["'\w$])/.test(text) ||
    /[\w)\]](?:\|\||&&|\?\?|=>|={2,3})[\w(["'$!]/.test(text.slice(0, 300))
  );
}

function isOneCharacter(text: string): boolean {
  return [...text].every(char => char === text[0]);
}

function isSequence(lower: string): boolean {
  return (
    lower.includes('abcdef') ||
    lower.includes('0123456789') ||
    lower.includes('123456789') ||
    lower.includes('deadbeef')
  );
}

/** Long enough, of several kinds of characters, and not one word after another. */
function looksReal(text: string): boolean {
  const kinds =
    Number(/[a-z]/.test(text)) +
    Number(/[A-Z]/.test(text)) +
    Number(/[0-9]/.test(text)) +
    Number(/[^A-Za-z0-9]/.test(text));
  if (text.length >= 8 && kinds >= 2 && /[0-9]/.test(text))
    return entropyOf(text) >= 2.6;
  return text.length >= 8 && kinds >= 3 && entropyOf(text) >= 3;
}

/** Shannon's entropy, in bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
