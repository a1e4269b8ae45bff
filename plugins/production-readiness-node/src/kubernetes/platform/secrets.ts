import { judgeValue } from '../../collectors/secrets/secretValue';
import { Cursor } from '../../repository/yaml/Cursor';
import { PlatformReaders } from './PlatformReader';

const store = {
  read: () => ({
    kind: 'secret-store' as const,
    selects: { by: 'everything' as const },
  }),
};

/**
 * Whether any value is committed as it is. One that is empty, holds a place, or is filled in from values that are not
 * in the repository is given when it is deployed.
 */
function holdsClear(
  entries: Cursor,
  decode: (text: string) => string,
): boolean {
  return entries.entries().some(([, value]) => {
    const text = value.text();
    if (text === undefined || value.unresolved() !== undefined) return false;
    const plain = decode(text).trim();
    const secret = passwordOfUrl(plain) ?? plain;
    return secret !== '' && !isFilledIn(secret);
  });
}

/**
 * `${PASSWORD}`, `$PASSWORD`, `{{ password }}`, `%PASSWORD%`, `__PASSWORD__`, `#{password}#`, `<password>`, `DB_PASSWORD`,
 * or a placeholder.
 */
function isFilledIn(text: string): boolean {
  return (
    /^(?:\$|%|#\{|<)|\$[({]|\{\{/.test(text.slice(0, 500)) ||
    /^__\w{1,100}__$|^[A-Z]{2,40}(?:_[A-Z]{2,40})+$/.test(text) ||
    judgeValue(text) === 'placeholder'
  );
}

/** The password in `scheme://user:password@host`, empty where none was filled in. */
function passwordOfUrl(text: string): string | undefined {
  return /^[a-z][\w+.-]{1,40}:\/\/[^\s:/@]{0,200}:([^\s@]{0,300})@/i.exec(
    text,
  )?.[1];
}

function fromBase64(text: string): string {
  return /^[A-Za-z0-9+/=\s]+$/.test(text)
    ? Buffer.from(text, 'base64').toString('utf8')
    : text;
}

/** Where secrets come from. A Secret with plain data in the repository is not one of them. */
export const secretReaders: PlatformReaders = {
  ExternalSecret: { ...store, group: 'external-secrets.io' },
  ClusterExternalSecret: { ...store, group: 'external-secrets.io' },
  SecretStore: { ...store, group: 'external-secrets.io' },
  ClusterSecretStore: { ...store, group: 'external-secrets.io' },
  SealedSecret: { ...store, group: 'bitnami.com' },
  SecretProviderClass: { ...store, group: 'secrets-store.csi' },
  VaultStaticSecret: { ...store, group: 'secrets.hashicorp.com' },
  VaultDynamicSecret: { ...store, group: 'secrets.hashicorp.com' },
  VaultAuth: { ...store, group: 'secrets.hashicorp.com' },
  AzureKeyVaultSecret: store,
  OnePasswordItem: store,
  DopplerSecret: store,
  InfisicalSecret: store,
  SopsSecret: store,
  Secret: {
    group: '',
    read: ({ root }) => {
      if (root.get('sops').isMapping) {
        return {
          kind: 'secret-store',
          selects: { by: 'everything' },
          facets: ['sops'],
        };
      }
      return holdsClear(root.get('data'), fromBase64) ||
        holdsClear(root.get('stringData'), text => text)
        ? {
            kind: 'secret-store',
            selects: { by: 'everything' },
            enabled: false,
            facets: ['clear-text'],
          }
        : undefined;
    },
  },
};
