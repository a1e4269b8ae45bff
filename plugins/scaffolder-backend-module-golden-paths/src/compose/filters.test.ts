import { parse } from 'yaml';
import { execFileSync } from 'node:child_process';
import { TemplateEngine } from './TemplateEngine';

const hostile = [
  'plain',
  'true',
  'no',
  'null',
  '1e3',
  '0x1F',
  '2024-01-01',
  '~',
  '- item',
  'key: value # comment',
  `it's "quoted" \\ and \`ticked\``,
  'a ${{ secrets.TOKEN }} b {{ .Values.x }} {% raw %}',
  '$HOME $(id) `id`',
  'two\nlines\n\nand more',
  '  spaces  ',
  'emoji 🦓, accents é, Hebrew שלום',
  '\u200f\u202eabc',
  '%{ if true }${x}',
  '&anchor *alias !tag |',
  '',
  'x'.repeat(300),
];

const engine = new TemplateEngine();
const render = (source: string, value: string) =>
  engine.render(source, { values: { value } }, 'test');

describe.each(hostile)('%j', value => {
  it('survives in YAML, alone and in a list', () => {
    expect(parse(render('key: ${{ values.value | yaml }}\n', value))).toEqual({
      key: value,
    });
    expect(
      parse(render('[a, ${{ values.value | yaml }}]\n', value), {
        version: '1.1',
      }),
    ).toEqual(['a', value]);
  });

  it('survives in JSON', () => {
    expect(JSON.parse(render('[${{ values.value | json }}]', value))).toEqual([
      value,
    ]);
  });

  it('survives in a shell command', () => {
    const script = render('printf %s ${{ values.value | shell }}', value);
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(
      value,
    );
  });

  it('stays text in Markdown', () => {
    const markdown = render('${{ values.value | markdown }}', value);
    expect(markdown).not.toMatch(/(?<!\\)[<>*_`[\]]/);
    expect(markdown.replace(/\\(.)/gs, '$1').replace(/\s/g, '')).toBe(
      value.replace(/\s/g, ''),
    );
  });
});

it('keeps interpolation out of HCL and Docker labels', () => {
  expect(render('${{ values.value | hcl }}', 'a ${b} %{c}')).toBe(
    '"a $${b} %%{c}"',
  );
  expect(render('${{ values.value | dockerLabel }}', 'a "$b"\nc')).toBe(
    '"a \\"\\$b\\" c"',
  );
});
