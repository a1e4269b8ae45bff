import { createApp } from '@backstage/frontend-defaults';
import { features } from './features';

/** The portal. */
export default createApp({ features });
