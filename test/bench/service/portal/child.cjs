// A portal in a process of its own, from its sources.
require('@backstage/cli/config/nodeTransform.cjs');
require('./main');
