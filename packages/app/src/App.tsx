import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home/homeModule';
import { navigationModule } from './navigation/navigationModule';
import { signInModule } from './signIn/signInModule';
import { themeModule } from './theme/themeModule';

/** The portal. Plugins come from the dependencies in package.json (app.packages). */
export default createApp({
  features: [homeModule, navigationModule, signInModule, themeModule],
});
