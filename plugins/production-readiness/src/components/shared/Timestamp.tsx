import useInterval from 'react-use/esm/useInterval';
import useUpdate from 'react-use/esm/useUpdate';
import { DateTime } from 'luxon';
import { useText } from '../../hooks';

const refresh = 30_000;
const justNow = 10_000;

/** A time as "3 minutes ago", with the exact time for the pointer and for machines. */
export function Timestamp({ at }: { at: string }) {
  const t = useText();
  useInterval(useUpdate(), refresh);
  const time = DateTime.fromISO(at);
  const age = Math.abs(Date.now() - time.toMillis());
  return (
    <time dateTime={at} title={time.toLocaleString(DateTime.DATETIME_FULL)}>
      {age < justNow ? t('time.now') : time.toRelative() ?? at}
    </time>
  );
}

/** A time as a date and a time of day: for what is printed and kept. */
export function ExactTime({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      {DateTime.fromISO(at).toLocaleString(DateTime.DATETIME_MED)}
    </time>
  );
}
