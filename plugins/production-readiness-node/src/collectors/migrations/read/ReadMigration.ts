/** One migration of a file. */
export interface ReadMigration {
  name: string;
  line: number;
  down: boolean;
  destructive: boolean;
}
