/* Preloaded before the scripts, in syntax that any Node can read: they need Node 20. */
'use strict';

var version = process.versions.node;
var advice = 'Install Node 20 or newer from https://nodejs.org and try again.';

if (Number(version.split('.')[0]) < 20) {
  process.stderr.write('Node ' + version + ' is too old. ' + advice + '\n');
  process.exit(1);
}
