// The composer is run from its sources.
require('@backstage/cli/config/nodeTransform.cjs');
require('./main');
