export interface Config {
  goldenPaths?: {
    /**
     * Folder of the golden paths and their blocks, for templates that are not registered from the folder that
     * holds their blocks. Relative to the working directory.
     */
    directory?: string;
    /** Where the repository of a service is made when the form does not say. */
    publish?: {
      /** Host of one of the integrations, like `github.com`. */
      host: string;
      /** The organisation or user that repositories are made in. */
      owner: string;
    };
  };
}
