import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Services } from '../createServices';

/** @see registerActions */
export interface ActionsOptions {
  actions: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  services: Pick<
    Services,
    'scorecards' | 'reviews' | 'exemptions' | 'rubrics' | 'grants' | 'previews'
  >;
}
