/** Words that mean a deletion of what is too old by themselves, by how they begin. */
const whole = /^(?:purg|prun(?:e|ing)|retention|housekeep|cleanup)/;

/** The same in the names of scheduled jobs, where they mean nothing else. */
const wholeOfJobs = /^(?:trim|expir|sweep|cleaner|reaper)/;

/** Deleting, in the languages of those who name things in their own. */
const deleting = new Set(
  (
    'delete deletes deleted deleting remove removes removing clean cleans clear clears drop drops erase erases destroy discard sweep expire trim wipe ' +
    'slett slette sletter fjern fjerne rydd rydde slet fjerner radera rensa loesche loeschen losche lösche löschen entferne entfernen bereinige ' +
    'supprimer supprime purger nettoyer verwijder opschonen eliminar borrar limpiar excluir poista'
  ).split(' '),
);

/** Too old, likewise. */
const old = new Set(
  (
    'old older oldest expired stale outdated obsolete aged past inactive abandoned before retained history historic historical ' +
    'gamle gammel gammelt utgaatte utgåtte utløpte utlopte foreldede gamla utgangna alte alten altes abgelaufene veraltete ' +
    'ancien anciens anciennes expires expirés perimes oude verlopen antiguos vencidos antigos expirados vanhat'
  ).split(' '),
);

/** What is let go in memory, and not data that is kept. */
const notData = new Set(
  'cache caches listener listeners timer timers lock locks socket sockets connection connections tmp temp temporary subscription subscriptions handler handlers image images volume volumes docker workspace queue queues topic topics index indexes indices'.split(
    ' ',
  ),
);

const longest = 120;

/** Whether a name says that what is too old is deleted: `DeleteOldEvidenceFilesJob`, `purge_sessions`. */
export function namesRetention(name: string): boolean {
  const words = wordsOf(name);
  if (words.some(word => notData.has(word))) return false;
  return (
    words.some(word => whole.test(word)) ||
    words.some((word, at) => word === 'clean' && words[at + 1] === 'up') ||
    (words.some(word => deleting.has(word)) &&
      words.some(word => old.has(word)))
  );
}

/** Whether the name of a scheduled job says so, as `sessions-trim`. */
export function jobNamesRetention(name: string): boolean {
  const words = wordsOf(name);
  if (words.some(word => notData.has(word))) return false;
  return namesRetention(name) || words.some(word => wholeOfJobs.test(word));
}

/** The words of a name in any of the usual spellings, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, longest)
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
