import { Origin } from '../../deployment/model';
import { Cursor } from '../../repository/yaml/Cursor';

/** One set of values that a chart is rendered with; without `values`, its own alone. */
export interface ChartVariant {
  origin: Origin;
  values?: Cursor;
}
