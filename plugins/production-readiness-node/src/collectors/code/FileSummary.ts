import { Client, Construct, Library } from './EcosystemIndex';

/** What a stretch of code does: effects that stand in it, and what it calls or hands on. */
export interface Doing {
  /** Effects as bits. */
  effects: number;
  /** Hashes of names. */
  calls: readonly number[];
  /** Hashes of the names among them that are handed a deadline each time. */
  bounded?: readonly number[];
  /** Hashes of the names of checks that it calls. */
  claims?: readonly number[];
  /** The one among them that it goes by itself: it hands the question on. */
  passesOn?: number;
  /** Where the function starts that it is. */
  line?: number;
}

/** The functions of a file, under the hashes of their names. */
export type FunctionsByName = ReadonlyMap<number, Doing>;

interface Found {
  line: number;
  /** Name of the plain function that it stands in: it does nothing while that is called nowhere. */
  within?: string;
}

/** Something found in a file, to be judged when all files are known. */
export type Finding = Found &
  (
    | {
        is: 'library';
        library: Library;
        name?: string;
        /** What the file imports it by. */
        specifier?: string;
      }
    | {
        is: 'construct';
        construct: Construct;
        handler?: Doing;
        /** Hash of the name that the handler is handed to. */
        keeper?: number;
        /** Hash of the name of the class that it is. */
        subject?: number;
        /** What it says of storage is all in memory. */
        inMemory?: boolean;
      }
    | {
        is: 'registration';
        construct: Construct;
        /** Hashes of the names that are handed over. */
        names: readonly number[];
        /** Name of the function that registers them. */
        by?: string;
      }
    /** The jobs that a construct is about are worked on. */
    | { is: 'processor'; construct: Construct }
    | {
        is: 'client';
        client: Client;
        timeout: boolean;
        /** What the file imports it by. */
        specifier?: string;
      }
    | { is: 'client-anywhere'; client: Client }
    | {
        is: 'client-call';
        client: Client;
        /** What it is made with can carry a deadline. */
        carries: boolean;
        /** It is made with one that is set where it stands. */
        bounded?: boolean;
        /** Hash of the name of the function that makes it. */
        caller?: number;
      }
    | { is: 'secret-name'; name: string }
    | {
        is: 'route';
        health: boolean;
        /** What monitors scrape. */
        metrics: boolean;
        path: string;
        handler?: Doing;
        /** The module whose routes stand below it, as `shop.health.urls`. */
        includes?: string;
      }
    | {
        /** A route at the root of what includes the file. */
        is: 'root-route';
        handler: Doing;
      }
    | {
        /** Somebody is answered. */
        is: 'answer';
        at: 'routes' | 'services';
        to: 'probes' | 'callers';
      }
  );

/** What is kept of a source file. */
export interface FileSummary {
  path: string;
  ecosystem: string;
  /** It stands elsewhere in the repository, and the service is built with it: what of it is called counts. */
  isShared?: boolean;
  /** Where it runs, as far as it says so. */
  place?: 'browser' | 'server';
  /** Modules that may be files of the repository. */
  imports: readonly string[];
  /** It starts the program by itself. */
  entry: boolean;
  findings: readonly Finding[];
  functions: FunctionsByName;
  /** Hashes of names that stand for other files of the repository, with the import that brings them in. */
  bindings: ReadonlyMap<number, string>;
  /** What the file does as a whole. */
  whole: Doing;
}
