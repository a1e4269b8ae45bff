import { join } from 'node:path';
import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { TemplateFile } from './readTemplates';

/**
 * The template with the annotations that say where it is from. The scaffolder reads what the template fetches
 * relative to that place.
 *
 * @param url - where the folder is on the Git host, if it is on one
 */
export function toEntity(
  { path, entity }: TemplateFile,
  folder: string,
  url: string | undefined,
): TemplateEntityV1beta3 {
  const onHost = url && `${url.replace(/\/+$/, '')}/${path}`;
  const location = onHost ? `url:${onHost}` : `file:${join(folder, path)}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...(onHost && {
          [ANNOTATION_SOURCE_LOCATION]: location,
          [ANNOTATION_VIEW_URL]: onHost,
          [ANNOTATION_EDIT_URL]: onHost.replace('/blob/', '/edit/'),
        }),
      },
    },
  };
}
