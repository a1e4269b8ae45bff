import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { productionReadinessTranslationRef } from '../translation';

/** Looks up a text of the plugin. */
export type Text = TranslationFunction<
  typeof productionReadinessTranslationRef.T
>;

/** The texts of the plugin in the language of the portal. */
export function useText(): Text {
  return useTranslationRef(productionReadinessTranslationRef).t;
}
