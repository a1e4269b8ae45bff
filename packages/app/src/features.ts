import { homeModule } from './home/homeModule';
import { navigationModule } from './navigation/navigationModule';
import { signInModule } from './signIn/signInModule';
import { themeModule } from './theme/themeModule';
import { wordingModule } from './wording/wordingModule';

/** What the app itself adds. Plugins come from the dependencies in package.json (app.packages). */
export const features = [
  homeModule,
  navigationModule,
  signInModule,
  themeModule,
  wordingModule,
];
