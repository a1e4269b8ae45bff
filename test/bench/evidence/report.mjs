/** The ratios that are judged; each within one run, so that they do not depend on the machine. */
export function judge(sizes) {
  const of = files => sizes.find(size => size.files === files);
  const [small, large] = [of(2_000), of(20_000)];
  if (!small || !large) return [];
  const ratio = (name, value, most) => ({
    name,
    value: Math.round(value * 100) / 100,
    ...(most !== undefined && { most, met: value <= most }),
  });
  return [
    ratio(
      'check / read at 2,000 files, whole process',
      small.check.milliseconds / small.read.milliseconds,
      6,
    ),
    ratio(
      'the same without the start of the process',
      small.check.workMilliseconds / small.read.workMilliseconds,
    ),
    ratio(
      'check at 20,000 / 2,000 files, whole process',
      large.check.milliseconds / small.check.milliseconds,
      12,
    ),
    ratio(
      'peak memory of check at 20,000 / 2,000 files',
      large.check.peakMegabytes / small.check.peakMegabytes,
      2,
    ),
    ratio('files read twice at 20,000 files', large.list.twice, 0),
    ratio('assets and installed files read', large.list.unwanted, 0),
  ];
}

/** The figures for people. */
export function describe({ sizes, ratios }) {
  const header =
    '  files   read  |  check: wall   work  memory  |  read: wall   work  memory';
  const rows = sizes.map(({ files, list, check, read }) =>
    [
      String(files).padStart(7),
      String(list.read).padStart(7),
      '  |',
      `${check.milliseconds} ms`.padStart(12),
      `${check.workMilliseconds} ms`.padStart(9),
      `${check.peakMegabytes} MB`.padStart(7),
      '  |',
      `${read.milliseconds} ms`.padStart(9),
      `${read.workMilliseconds} ms`.padStart(8),
      `${read.peakMegabytes} MB`.padStart(7),
    ].join(''),
  );
  const verdicts = ratios.map(({ name, value, most, met }) =>
    most === undefined
      ? `  ${name}: ${value}`
      : `${met ? '✔' : '✘'} ${name}: ${value} (at most ${most})`,
  );
  return [header, ...rows, '', ...verdicts].join('\n');
}
