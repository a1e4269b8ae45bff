// The benchmark and the product are run from their sources.
require('@backstage/cli/config/nodeTransform.cjs');
require('./main');
