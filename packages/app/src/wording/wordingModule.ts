import {
  createFrontendModule,
  createTranslationMessages,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';

/** Says otherwise what the official plugins say, where it is not true of every golden path. */
export const wordingModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'scaffolder',
      params: {
        resource: createTranslationMessages({
          ref: scaffolderTranslationRef,
          messages: {
            // A repository that is adopted exists.
            'fields.repoUrlPicker.host.description':
              'The Git host of the repository',
          },
        }),
      },
    }),
  ],
});
