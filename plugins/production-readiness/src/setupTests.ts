import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages of a portal are rendered, on machines that do other work at the same time.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// axe measures icon fonts on a canvas; the test environment has none, and says so on every use.
HTMLCanvasElement.prototype.getContext = () => null;
