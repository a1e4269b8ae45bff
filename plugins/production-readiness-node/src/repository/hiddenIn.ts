import {
  collectionSchemas,
  FactGap,
} from '@goldenpath/backstage-plugin-production-readiness-common';

type Hidden = Pick<FactGap, 'collection' | 'hides'>;
type Kind = Partial<Record<keyof typeof collectionSchemas, FactGap['hides']>>;

const anything = undefined;

/** What files of some kinds can hold at most, by the ends of their names. Every other file can hold anything. */
const kinds: Array<[RegExp, Kind]> = [
  // Values: what they are for stays unsettled where it is declared.
  [/\.tfvars(?:\.json)?$/, { secrets: anything }],
  [
    /\.(?:tf|tofu|hcl|bicep)$/,
    {
      infrastructure: anything,
      observability: anything,
      workloads: anything,
      containers: anything,
      platform: anything,
      imageReferences: anything,
      secrets: anything,
      manifests: [{ ecosystem: 'terraform' }],
      traits: [{ trait: 'persistent-data' }, { trait: 'owns-infrastructure' }],
      code: [
        { capability: 'external-config' },
        { capability: 'unit-test' },
        { capability: 'test-command' },
      ],
    },
  ],
  // Descriptions of interfaces, translations and recordings.
  [
    /(?:^|\/)(?:locales?|i18n|translations?|cassettes|__snapshots__)\/|(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$|\.geojson$/i,
    { secrets: anything },
  ],
  [/(?:requirements|constraints)[^/]*\.txt$/, { manifests: anything }],
  [
    /\.(?:txt|md|mdx|markdown|rst|adoc|asciidoc|html?)$/,
    { docs: anything, secrets: anything, ownership: anything },
  ],
];

/** Endings of what people write: of these, one that is no text is no document. */
const prose = /\.(?:txt|md|mdx|markdown|rst|adoc|asciidoc|html?)$/;

/**
 * Which items of some collections may be missing because a file could not be read. A collection that is not built in
 * is missing whatever its collector wanted.
 * @param isBinary - it holds no text, or one that is encrypted: no credential can be read from it
 */
export function hiddenIn(
  path: string,
  collections: readonly string[],
  isBinary: boolean,
): Hidden[] {
  const kind = kinds.find(([pattern]) => pattern.test(path))?.[1];
  return [...new Set(collections)].flatMap((collection): Hidden[] => {
    if (!isBuiltIn(collection)) return [{ collection }];
    if (isBinary && (collection === 'secrets' || prose.test(path))) return [];
    if (kind === undefined) return [{ collection }];
    if (!Object.hasOwn(kind, collection)) return [];
    const hides = kind[collection];
    return [hides === undefined ? { collection } : { collection, hides }];
  });
}

function isBuiltIn(name: string): name is keyof typeof collectionSchemas {
  return Object.hasOwn(collectionSchemas, name);
}
