/** Bounds of a repository that is adopted. */
export const adoptionLimits = {
  /** Files and folders of the repository; GitHub itself lists no more than twice as many. */
  entries: 50_000,
  /** Bytes of one file that is read; larger ones are known by name only. */
  fileBytes: 2_000_000,
  /** Bytes of all files that are read. */
  totalBytes: 100_000_000,
  /** Characters of a path. */
  pathCharacters: 1_000,
  /** Pages of a listing, of a hundred entries each. */
  pages: 500,
  requestMilliseconds: 30_000,
  /** Bytes of an answer of the host. */
  answerBytes: 40_000_000,
  /** Names in a text, before the rest is counted. */
  namesInText: 40,
  /** Characters of a description; GitHub takes 65,536. */
  textCharacters: 60_000,
} as const;
