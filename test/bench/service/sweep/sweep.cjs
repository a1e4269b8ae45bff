// One sweep in a process of its own, from the sources.
require('@backstage/cli/config/nodeTransform.cjs');
require('./main');
