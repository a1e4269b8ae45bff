import { FileSummary } from '../FileSummary';
import { Mentions } from '../Names';
import { Graph } from './reachability';

/** Everything that findings of one ecosystem are judged by. */
export interface Evidence {
  ecosystem: string;
  files: readonly FileSummary[];
  graph: Graph;
  mentions: Mentions;
  /** Whether any of these packages is declared; true where nothing declares packages. */
  declares(names: readonly string[] | undefined): boolean;
  /** Whether any of them is declared; false where nothing declares packages. */
  isDeclared(names: readonly string[] | undefined): boolean;
  /** The first declared package that one of the names stands for. */
  declared(names: readonly string[] | undefined): string | undefined;
  /** Whether configuration sets any of these keys. */
  sets(keys: readonly string[] | undefined): boolean;
}
