import {
  capabilities,
  traits,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { z } from 'zod';

const names = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform(value => (typeof value === 'string' ? [value] : value));
const patterns = z.array(z.string().min(2)).min(1);

/** What a function can do, itself or through what it calls, that a rule asks for. */
export const effects = [
  'drains',
  'cleans-up',
  'checks-dependency',
  'sets-deadline',
  /** It calls what is named for a check: that counts where the repository does not say what it does. */
  'names-check',
  'waits',
] as const;

/** @public */
export type Effect = (typeof effects)[number];

/** What a rule says about the service where it is met. */
const statement = {
  /** The capabilities that it shows. */
  gives: names.pipe(z.array(z.enum(capabilities))).optional(),
  facets: z.array(z.string()).optional(),
  by: z
    .enum(['library', 'framework', 'construct', 'configuration', 'agent'])
    .optional(),
  /** How people call it; the package by default. */
  name: z.string().optional(),
  /** The traits that it shows, and why. */
  traits: names.pipe(z.array(z.enum(traits))).optional(),
  reason: z.string().optional(),
};

/**
 * Where a server answers, as far as that can be read: at the routes, or by the gRPC services, that the code registers.
 * Where all of those are for what watches over the process, it accepts no requests. Absent: it answers elsewhere too.
 */
const answers = z.enum(['routes', 'services']).optional();

/** A package that, when production code imports it, shows something. */
export const librarySchema = z.strictObject({
  ...statement,
  answers,
  /** Names under which manifests declare it; a `*` at the end for any ending. Absent: it belongs to the language. */
  package: names.optional(),
  /** What source files import; the package's name by default. */
  import: names.optional(),
  /** Of what is below that, this is something else. */
  except: names.optional(),
  /**
   * What an organisation's wrapper of it has in its own name: an import with this part counts where the package is
   * declared too.
   */
  part: z.string().optional(),
  /** Importing it is enough, even where nothing of it is mentioned again: it instruments the program by itself. */
  onImport: z.boolean().optional(),
  /** Any of these must stand in a file that imports it. */
  uses: patterns.optional(),
  /** None of these may stand in that file. */
  unless: patterns.optional(),
});

/** Code that shows something by itself. */
export const constructSchema = z.strictObject({
  ...statement,
  answers,
  name: z.string(),
  /** Any of these. */
  find: patterns,
  /** Any of these must stand within the last bracket that the pattern opens. */
  with: patterns.optional(),
  without: patterns.optional(),
  /** Any of these must stand in the same file. */
  file: patterns.optional(),
  /** None of these may stand in the same file. */
  notFile: patterns.optional(),
  /** The file must do this, too. */
  doing: z.enum(effects).optional(),
  /**
   * It is about jobs, which the files with any of `by` work on: it counts where one of these, or what it imports, calls
   * out by something else than the queue itself (`except`).
   */
  processed: z.strictObject({ by: patterns, except: names }).optional(),
  /** It stands in an entry of a dictionary, which counts where another names that entry under this key. */
  selectedBy: z.string().optional(),
  /** It takes a message, in a loop that goes on whatever the work on that throws. */
  guarded: z.literal('loop').optional(),
  /**
   * It says where packages keep data. Where all that code says of them are dictionaries whose every entry holds one of
   * `memory`, nothing of it outlives the process.
   */
  storage: z.strictObject({ of: names, memory: patterns }).optional(),
  /** A name of the file, or of a job that a text of it schedules, must say that what is too old is deleted. */
  naming: z.enum(['retention', 'scheduled-retention']).optional(),
  /** The file must import one of these. */
  imports: names.optional(),
  /** One of these must be declared. */
  declared: names.optional(),
  /** What must be done by the code that is handed over in the brackets, itself or through what it calls. */
  handler: z.enum(effects).optional(),
  /** What must be done somewhere in the service, by a function that is called. */
  service: z.enum(effects).optional(),
  /** The code that does it is the function, or the block, that follows instead. */
  following: z.enum(['function', 'block']).optional(),
  /** It is a class, which counts where code that runs hands it, or one of it, to any of these. */
  registered: patterns.optional(),
  /** What is handed over is only kept: it counts where a health check that is served reaches the file that keeps it. */
  keptFor: z.enum(['health']).optional(),
});

/** Something that calls out, and how a timeout is put on it. */
export const clientSchema = z.strictObject({
  name: z.string(),
  package: names.optional(),
  import: names.optional(),
  /** The file need not import it. */
  implicit: z.boolean().optional(),
  find: patterns,
  /** Any of these within the brackets that the pattern opens sets a timeout. */
  timeout: patterns.optional(),
  /** Any of these in the same function sets one. */
  near: patterns.optional(),
  /** Any of these anywhere in production code sets one for all clients of this kind. */
  anywhere: patterns.optional(),
  /**
   * Calls through it. Where all are made `with` what their function, or all that call it, put a deadline on, the
   * client needs no timeout of its own.
   */
  calls: z.strictObject({ with: patterns, without: patterns }).optional(),
  /** Any of these settings (dotted key, `*` at the end for any ending) does. */
  settings: z.array(z.string()).optional(),
  /** It only makes the traits known, and asks for no timeout of its own. */
  exempt: z.boolean().optional(),
  traits: names.pipe(z.array(z.enum(traits))).optional(),
  reason: z.string().optional(),
});

/** A setting in a configuration file that shows something. */
export const settingSchema = z.strictObject({
  ...statement,
  name: z.string(),
  /** Names of files; a `*` for any text. */
  files: names,
  /** Dotted keys, any of them; a `*` at the end for any ending. Lower case, without hyphens and underscores. */
  keys: z.array(z.string()).optional(),
  /** Values, one of which the key must have, alone or in a list. Without: any but false, 0, none and off. */
  values: z.array(z.string()).optional(),
  /** A value says that what is too old is deleted. */
  naming: z.enum(['retention']).optional(),
  /** Any of these texts stands in the file, outside comments. */
  contains: z.array(z.string()).optional(),
  /** One of these must be declared. */
  declared: names.optional(),
});

/** Packages that show something by being declared, because a framework finds them by itself. */
export const declarationSchema = z.strictObject({
  ...statement,
  name: z.string(),
  declared: names,
  /** One of these must be declared too. */
  and: names.optional(),
});

/** What packages, code and configuration of one ecosystem mean. */
export const ecosystemSchema = z.strictObject({
  ecosystem: z.string(),
  syntaxes: z.array(z.string()),
  /** Packages are in scope without an import in each file. */
  implicitImports: z.boolean().default(false),
  /** Code runs only when the graph of imports reaches it from where the program starts. */
  reachability: z.boolean().default(false),
  libraries: z.array(librarySchema).default([]),
  constructs: z.array(constructSchema).default([]),
  clients: z.array(clientSchema).default([]),
  settings: z.array(settingSchema).default([]),
  declarations: z.array(declarationSchema).default([]),
  /** What functions do that others rely on. */
  effects: z.partialRecord(z.enum(effects), patterns).default({}),
  /** How a route is registered. The first string in the pattern is its path. */
  routes: z
    .array(
      z.strictObject({
        find: patterns,
        /** Receivers with any of these in their name call another service instead. */
        notFor: z.array(z.string()).optional(),
        following: z.enum(['function', 'block']).optional(),
        /** Only a path that speaks of health makes it a route. */
        weak: z.boolean().optional(),
        /** It answers callers, at a path that need not be told. */
        callers: z.boolean().optional(),
      }),
    )
    .default([]),
  /** Functions that register a gRPC service; a `*` stands for its name, which otherwise is in the brackets. */
  services: z.array(z.string()).default([]),
  /** What an assertion in a test looks like. */
  assertions: patterns.optional(),
  /** Packages with which tests or experiments inject faults. */
  faults: names.optional(),
});

/** @public */
export type EcosystemData = z.infer<typeof ecosystemSchema>;
