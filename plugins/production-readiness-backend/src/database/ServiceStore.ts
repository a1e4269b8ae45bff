/** What is kept of a catalog entity, so that lists and roll-ups need no catalog. */
export interface ServiceDescription {
  entityRef: string;
  title?: string;
  owner?: string;
  system?: string;
  domain?: string;
  type?: string;
  lifecycle?: string;
  tags: string[];
  /** `host/owner/name` of the repository, lower case. */
  repository?: string;
  host?: string;
  /** Changes whenever the entity changes. */
  etag?: string;
  entity: object;
}

/** A service that the catalog knows or knew. */
export interface KnownService {
  id: number;
  entityRef: string;
  etag?: string;
  archived: boolean;
}

/** The services, as the catalog describes them. */
export interface ServiceStore {
  /** Writes descriptions, new or changed, and takes their services out of the archive. Answers with their ids. */
  describe(services: ServiceDescription[]): Promise<number[]>;
  /** With the time of the last evaluation that went well, ISO 8601. */
  get(
    id: number,
  ): Promise<(KnownService & { evaluatedAt?: string }) | undefined>;
  find(entityRef: string): Promise<KnownService | undefined>;
  /** Those of the given services that are known, archived ones included. */
  known(entityRefs: string[]): Promise<KnownService[]>;
  /** The ids of all that are not archived. */
  current(): Promise<number[]>;
  /** Services whose entity the catalog no longer has. Their results stay until they are purged. */
  archive(ids: number[]): Promise<void>;
  /** Services of a repository, and those that it deploys, by its `host/owner/name` in lower case. */
  inRepository(repository: string): Promise<number[]>;
}
