export { licenceModule as default } from './module';
export { licenceCollector } from './licenceCollector';
