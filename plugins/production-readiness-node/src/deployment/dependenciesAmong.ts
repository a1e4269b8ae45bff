import { FoundWorkload } from './model';
import { isBackingImage, isToolImage } from './offTheShelf';
import { Likeness, ScopeNames } from './ScopeNames';
import { imagesOf } from './workloadLikeness';

/**
 * Tells what stands beside the service and is not it. A cluster runs databases, and tools for operators; compose starts
 * whatever is not built here, unless it is an image that is built under another name of the project.
 */
export function dependenciesAmong(
  own: ReadonlySet<FoundWorkload>,
  names: ScopeNames,
): (workload: FoundWorkload, likeness: Likeness) => boolean {
  const built = [...own].filter(
    ({ buildContext }) => buildContext !== undefined,
  );
  const building = new Set(built.map(({ origin }) => origin.family));
  const builtImages = new Set(built.flatMap(imagesOf));
  const isOffTheShelf = (workload: FoundWorkload) =>
    all(workload, image => isBackingImage(image) || isToolImage(image));
  const hasOther = [...own].some(
    workload => workload.containers.length > 0 && !isOffTheShelf(workload),
  );
  return (workload, likeness) => {
    if (workload.buildContext !== undefined) return false;
    if (all(workload, isBackingImage)) return true;
    const isTool = all(workload, isToolImage) && likeness === 'other';
    // A tool that runs at times is none of the service's own jobs, whether or not anything else runs.
    if (workload.platform !== 'compose')
      return isTool && (hasOther || workload.job);
    if (all(workload, isToolImage)) return true;
    if (likeness !== 'other') return false;
    const isMade = all(workload, image => builtImages.has(image));
    return building.has(workload.origin.family) || names.isWhole
      ? !isMade
      : !own.has(workload);
  };
}

function all(
  workload: FoundWorkload,
  test: (image: string) => boolean,
): boolean {
  const images = imagesOf(workload);
  return (
    images.length > 0 &&
    images.every(image => image !== undefined && test(image))
  );
}
