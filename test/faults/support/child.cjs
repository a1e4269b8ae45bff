// A replica in a process of its own, from its sources. The clock comes first, before anybody remembers another.
require('./movableClock.cjs');
require('@backstage/cli/config/nodeTransform.cjs');
require('./main');
