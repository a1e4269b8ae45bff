/** A credential that is recognised by its form: what it starts with, and what follows. */
export interface TokenFormat {
  rule: string;
  /** What a text is searched for. */
  start: string;
  /** Characters that may follow, how many at least, and at most. */
  characters: 'hex' | 'capitals' | 'word' | 'base64' | 'any';
  least: number;
  most: number;
}

/** Published formats of tokens and keys: rule, start, characters, least, most. */
const formats: ReadonlyArray<
  [string, string, TokenFormat['characters'], number, number]
> = [
  ['AWS access key', 'AKIA', 'capitals', 16, 16],
  ['AWS temporary access key', 'ASIA', 'capitals', 16, 16],
  ['GitHub token', 'ghp_', 'word', 36, 255],
  ['GitHub token', 'gho_', 'word', 36, 255],
  ['GitHub token', 'ghs_', 'word', 36, 255],
  ['GitHub token', 'ghu_', 'word', 36, 255],
  ['GitHub token', 'github_pat_', 'word', 60, 255],
  ['GitLab token', 'glpat-', 'word', 20, 60],
  ['Slack token', 'xoxb-', 'word', 20, 200],
  ['Slack token', 'xoxp-', 'word', 20, 200],
  ['Slack token', 'xapp-', 'word', 20, 200],
  ['Slack webhook', 'hooks.slack.com/services/T', 'base64', 30, 100],
  ['Stripe key', 'sk_live_', 'word', 16, 200],
  ['Stripe key', 'rk_live_', 'word', 16, 200],
  ['Google API key', 'AIza', 'word', 35, 35],
  ['npm token', 'npm_', 'word', 36, 36],
  ['PyPI token', 'pypi-AgEI', 'word', 50, 300],
  ['SendGrid key', 'SG.', 'any', 60, 80],
  ['Anthropic key', 'sk-ant-', 'word', 40, 200],
  ['OpenAI key', 'sk-proj-', 'word', 40, 250],
  ['DigitalOcean token', 'dop_v1_', 'hex', 64, 64],
  ['Vault token', 'hvs.', 'word', 24, 200],
  ['Shopify token', 'shpat_', 'hex', 32, 32],
  ['age secret key', 'AGE-SECRET-KEY-1', 'capitals', 50, 80],
  ['Azure storage key', 'AccountKey=', 'base64', 80, 100],
  ['private key', '-----BEGIN PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN RSA PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN EC PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN DSA PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN OPENSSH PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN ENCRYPTED PRIVATE KEY-----', 'any', 0, 0],
  ['private key', '-----BEGIN PGP PRIVATE KEY BLOCK-----', 'any', 0, 0],
];

export const tokenFormats: readonly TokenFormat[] = formats.map(
  ([rule, start, characters, least, most]) => ({
    rule,
    start,
    characters,
    least,
    most,
  }),
);
