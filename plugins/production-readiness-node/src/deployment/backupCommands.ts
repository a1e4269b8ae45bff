/** Commands that make a backup: dumps, archives and snapshots of databases. */
export const backupCommands =
  /\bpg_dump(?:all)?\b|\bmysqldump\b|\bmariadb-dump\b|\bmongodump\b|\bpgbackrest\b[^\n]* backup\b|\bwal-g backup-push\b|\brestic backup\b|\bvelero (?:backup|schedule) create\b|\b(?:aws )?(?:rds create-db(?:-cluster)?-snapshot|backup start-backup-job|dynamodb create-backup)\b|\bgcloud (?:sql (?:backups create|export)|firestore export)\b|\baz (?:postgres|mysql) flexible-server backup create\b/;
