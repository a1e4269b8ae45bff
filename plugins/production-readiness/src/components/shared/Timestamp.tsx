import { DateTime } from 'luxon';

/** A time as "3 minutes ago", with the exact time for the pointer and for machines. */
export function Timestamp({ at }: { at: string }) {
  const time = DateTime.fromISO(at);
  return (
    <time dateTime={at} title={time.toLocaleString(DateTime.DATETIME_FULL)}>
      {time.toRelative() ?? at}
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
