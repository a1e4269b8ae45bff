export * from './api';
export * from './entity';
export * from './pages';
