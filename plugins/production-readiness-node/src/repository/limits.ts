/** Bounds on what one repository may cost. @public */
export interface Limits {
  /** Files that a tree may list. */
  listedFiles: number;
  /** Files that may be read. */
  readFiles: number;
  /** Bytes of one file. */
  fileBytes: number;
  /** Bytes of all files that are read. */
  totalBytes: number;
  /** Characters of one line, where a parser's cost grows with it. */
  lineCharacters: number;
  /** Levels of nesting in YAML and JSON. */
  nesting: number;
  /** Values that one YAML document may expand to, aliases included. */
  yamlValues: number;
  /** Documents of one YAML file. */
  yamlDocuments: number;
  /** Steps of one rendering of a Helm chart. */
  templateSteps: number;
  /** Characters that one rendering of a Helm chart may produce. */
  templateCharacters: number;
  /** Templates that may stand inside each other. */
  templateDepth: number;
  /** Values files or overlays with which one deploy source is rendered. */
  variants: number;
  /** Time for the whole repository, in milliseconds. */
  milliseconds: number;
}

/** @public */
export const defaultLimits: Limits = {
  listedFiles: 200_000,
  readFiles: 30_000,
  fileBytes: 2_000_000,
  totalBytes: 200_000_000,
  lineCharacters: 200_000,
  nesting: 100,
  yamlValues: 200_000,
  yamlDocuments: 2_000,
  templateSteps: 200_000,
  templateCharacters: 2_000_000,
  templateDepth: 50,
  variants: 12,
  milliseconds: 60_000,
};
