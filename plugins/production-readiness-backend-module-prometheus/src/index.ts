export { prometheusModule as default } from './module';
