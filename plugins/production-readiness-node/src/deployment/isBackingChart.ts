import { isBackingImage } from './offTheShelf';

/** Whether a chart is an off-the-shelf database, cache or broker. */
export function isBackingChart(name: string): boolean {
  return (
    isBackingImage(name) ||
    isBackingImage(name.replace(/-(?:ha|operator|cluster)$/, ''))
  );
}
