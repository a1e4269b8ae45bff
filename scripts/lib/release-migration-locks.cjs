/*
 * Run with a folder of SQLite databases before the portal starts on them. A portal that was killed while it
 * migrated its tables leaves knex's lock behind, and would not start again. Nobody else uses these databases:
 * the portal's own lock has been taken.
 */
'use strict';

const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const Database = require('better-sqlite3');

const LOCK_TABLES =
  "select name from sqlite_master where type = 'table' and name like '%migrations\\_lock' escape '\\'";

function release(file) {
  const database = new Database(file);
  try {
    for (const { name } of database.prepare(LOCK_TABLES).all()) {
      const table = `"${name.replace(/"/g, '""')}"`;
      database.exec(`update ${table} set is_locked = 0 where is_locked <> 0`);
    }
  } finally {
    database.close();
  }
}

const [folder] = process.argv.slice(2);
if (existsSync(folder)) {
  readdirSync(folder)
    .filter(name => name.endsWith('.sqlite'))
    .forEach(name => release(join(folder, name)));
}
