import '@backstage/cli/asset-types';
// This is the entry of an app, where the styles of Backstage's components belong.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import plugin from '../src';
import { exampleModules } from './exampleModules';

const app = createApp({ features: [catalogPlugin, plugin, ...exampleModules] });

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
