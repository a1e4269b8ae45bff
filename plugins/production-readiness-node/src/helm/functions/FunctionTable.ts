/** Functions by name. None is called with an argument that is not settled, unless it is listed as tolerant. */
export type FunctionTable = Record<string, (...values: unknown[]) => unknown>;
