import { cpuTime } from '../../../__testUtils__/cpuTime';
import { withoutTokens } from '../unresolved';
import { fillTemplate } from './fillTemplate';

const fill = (text: string, isTemplate = true) => {
  const filled = fillTemplate(text.split('\n'), isTemplate);
  return filled && { ...filled, text: withoutTokens(filled.text) };
};

describe('fillTemplate', () => {
  it.each([
    ['Jinja', 'a: {{ x | d(2) }}', 'a: {x | d(2)}'],
    ['Ruby', 'a: <%= x %>', 'a: {x}'],
    ['a word between signs', 'a: @X@\nb: %YZ%', 'a: {X}\nb: {YZ}'],
    ['what YAML takes for a comment', 'a: #{x}#', 'a: {x}'],
    ['three braces', 'a: {{{ x }}}', 'a: {x}'],
    ['quotes in quotes', 'a: "{{ x | d("y") }}"', 'a: "{x | d("y")}"'],
    ['several lines', 'a: {{ f(\n  x) }}\nb: 1', 'a: {f(\n  x)}\n\nb: 1'],
    ['no tag', 'a: ${{ x }}\nb: ${x}', undefined],
    ['a tag that nothing ends', 'a: {{ x\nb: <%= y %>', 'a: {{ x\nb: {y}'],
  ])('fills in %s', (_, text, filled) => {
    expect(fill(text)?.text).toBe(filled);
  });

  it.each([
    ['Jinja', '{% if x %}', '{% elif y %}', '{% endif %}'],
    ['Go', '{{- if x }}', '{{ else }}', '{{ end }}'],
    ['Ruby', '<% if x -%>', '<% else -%>', '<% end -%>'],
    ['Handlebars', '{{#if x}}', '{{else}}', '{{/if}}'],
    ['Terraform', '%{ if x ~}', '%{ else ~}', '%{ endif ~}'],
  ])('takes the first branch of %s, under its condition', (...[, a, b, c]) => {
    const filled = fill([a, 'a: 1', b, 'a: 2', c, 'b: 3'].join('\n'));
    expect(filled?.text).toBe('\na: 1\n\n\n\nb: 3');
    expect(filled?.conditions[1]).toMatch(/x$/);
    expect(filled?.conditions[5]).toBeUndefined();
  });

  it.each([
    ['{% if env == "production" %}', '{% else %}', '{% endif %}', 1],
    ["{% if env == 'staging' %}", '{% else %}', '{% endif %}', 2],
    ["<% if environment != 'production' %>", '<% else %>', '<% end %>', 2],
    [
      "<% unless ENV['RAILS_ENV'] == 'staging' %>",
      '<% else %>',
      '<% end %>',
      1,
    ],
    ['{{ if eq .Env "prod" }}', '{{ else }}', '{{ end }}', 1],
    ['{{ if ne .Env "prod" }}', '{{ else if eq .Env "prod" }}', '{{ end }}', 2],
    ['<% case stage %><% when "qa" %>', '<% when "live" %>', '<% end %>', 2],
    ['{% if is_production %}', '{% else %}', '{% endif %}', 1],
  ])('takes the branch of production: %s', (first, second, end, taken) => {
    const filled = fill([first, 'a: 1', second, 'a: 2', end].join('\n'));
    expect(filled?.text.trim()).toBe(`a: ${taken}`);
    expect(filled?.conditions).toEqual(Array(5).fill(undefined));
  });

  it.each([
    '{% if env == "production" and x %}',
    '{% if mode == "production" %}',
    '{% if env == name %}',
    '{% for env in environments %}',
  ])('leaves %s open', condition => {
    const filled = fill(`${condition}\na: 1\n{% endif %}`);
    expect(filled?.conditions[1]).toBeDefined();
  });

  it('leaves what no branch of production holds out', () => {
    const filled = fill('{% if env == "qa" %}\na: 1\n{% endif %}\nb: 1');
    expect(filled?.text.trim()).toBe('b: 1');
  });

  it.each([
    ['a value', 'a:\n{{ x }}\nb: 1', 'a:\n {x}\nb: 1'],
    [
      'keys',
      'a:\n  b: 1\n{{ x }}\n  c: 2',
      'a:\n  b: 1\n  __unseen__: {x}\n  c: 2',
    ],
    ['first keys', 'a:\n{{ x }}\n  c: 2', 'a:\n  __unseen__: {x}\n  c: 2'],
    ['items', 'a:\n- b\n{% include "x" %}', 'a:\n- b\n- {include "x"}'],
    ['first items', 'a:\n{{ x }}\n- b', 'a:\n- {x}\n- b'],
    [
      'keys in its column',
      '- a: 1\n  b:\n    c: 1\n  {{ x }}',
      '- a: 1\n  b:\n    c: 1\n  __unseen__: {x}',
    ],
    ['keys of an item', '- a: 1\n{{ x }}', '- a: 1\n  __unseen__: {x}'],
  ])('puts what writes %s where it belongs', (_, text, filled) => {
    expect(fill(text)?.text).toBe(filled);
  });

  it('leaves out what a macro holds, and the text of blocks as it stands', () => {
    expect(
      fill('{% macro m() %}\na: 1\n{% endmacro %}\nb: |\n  {{ x }}\nc: {{ y }}')
        ?.text,
    ).toBe('\n\n\nb: |\n  {{ x }}\nc: {y}');
  });

  it('sees no tag in YAML that is none by its name, but where it is no YAML', () => {
    expect(fill('a: "{{ x }}"\nb: y-{{ x }}', false)).toBeUndefined();
    expect(fill('a: {{ x }}', false)?.text).toBe('a: {x}');
    expect(fill('{% if x %}\na: 1\n{% endif %}', false)?.text).toBe('\na: 1\n');
  });

  it.each([
    ...['{{', '{{ a }}', '{% if a %}', '{% endif %}', '{# ', '<% ', '%{ '],
    ...['{{ a }}\n', 'a:\n{{ a }}\n', '{% if a %}\n', '{{ a\n', 'a: |\n', '%A'],
    ...[' : |', '%} ', '{% block a %}{{ a }}', '- ', '{{ a }}\n\n'],
  ])('answers in time when it is full of %j', text => {
    const started = cpuTime();
    fill(text.repeat(100_000 / text.length));
    fill(text.repeat(100_000 / text.length), false);
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});
