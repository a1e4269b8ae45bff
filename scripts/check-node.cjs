/* Preloaded before the scripts, in syntax that any Node can read: they need Node 20. */
'use strict';

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    'Node ' +
      process.versions.node +
      ' is too old: this needs Node 20 or newer. Install it from https://nodejs.org and try again.\n',
  );
  process.exit(1);
}
