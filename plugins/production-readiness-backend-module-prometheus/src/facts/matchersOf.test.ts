import { matchersOf } from './matchersOf';

describe('matchersOf', () => {
  it.each([
    ['up{job="a", app = \'b\'} or up{app=`c`}', ['job=a', 'app=b', 'app=c']],
    ['rate(x{app=~"a|b-c"}[5m])', ['app=a', 'app=b-c']],
    ['x{app=~"(a|b)"}', ['app=a', 'app=b']],
    ['x{app=~"a.*", code=~"5.."}', ['code=5..']],
    ['x{app!="a", app!~"b"}', []],
    ['x{otherapp="a"}', ['otherapp=a']],
    ['x == 1 and y{app="say \\"hi\\""}', ['app=say \\"hi\\"']],
  ])('finds in %s', (query, pairs) => {
    expect(matchersOf(query).map(pair => pair.join('='))).toEqual(pairs);
  });

  it('takes no longer than the query is long', () => {
    const began = Date.now();
    for (const part of ['a', 'a=', "a='\\", 'a="b|', ' = ']) {
      matchersOf(part.repeat(200_000));
    }
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
