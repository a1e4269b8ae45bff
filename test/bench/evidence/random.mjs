const words =
  'order customer price stock basket payment account invoice delivery address route tax rate currency session token cache queue event stream batch retry limit window region tenant report audit user group role policy rule label status'.split(
    ' ',
  );

/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same tree. */
export function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = limit => Math.floor(next() * limit);
  const pick = list => list[below(list.length)];
  return {
    below,
    pick,
    words: count => Array.from({ length: count }, () => pick(words)).join(' '),
    bytes: count =>
      Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
