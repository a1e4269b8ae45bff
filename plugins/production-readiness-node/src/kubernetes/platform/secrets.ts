import { PlatformReaders } from './PlatformReader';

const store = {
  read: () => ({
    kind: 'secret-store' as const,
    selects: { by: 'everything' as const },
  }),
};

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
      const clear = ['data', 'stringData'].some(
        key => root.get(key).keys().length > 0,
      );
      return clear
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
