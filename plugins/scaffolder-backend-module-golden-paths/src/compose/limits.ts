/** Bounds of what a template library may hold and of what one rendering may take. */
export const limits = {
  /** Files of one block. */
  filesPerBlock: 500,
  /** Bytes of one file, before and after rendering. */
  fileBytes: 1024 * 1024,
  /** Bytes of all files of one composition. */
  totalBytes: 16 * 1024 * 1024,
  /** Bytes of a path.yaml or block.yaml. */
  definitionBytes: 256 * 1024,
  /** Characters of one answer that is a text. */
  answerCharacters: 4000,
  /** Characters of a path inside the generated repository. */
  pathCharacters: 240,
  /** Work of the template engine for one file: far above any template, far below a second. */
  renderWorkUnits: 2_000_000,
} as const;
