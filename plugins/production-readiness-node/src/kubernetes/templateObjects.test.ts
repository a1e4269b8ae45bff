import { Cursor } from '../repository/yaml/Cursor';
import { unresolvedIn } from '../repository/yaml/unresolved';
import { isOpenShiftTemplate, templateObjects } from './templateObjects';

const at = { path: 'openshift.yml', line: 1 };

function template(
  parameters: object[],
  spec: Record<string, unknown>,
  apiVersion = 'template.openshift.io/v1',
): Cursor {
  const objects = [{ apiVersion: 'apps/v1', kind: 'Deployment', spec }];
  return Cursor.at({ apiVersion, kind: 'Template', parameters, objects }, at);
}

function specOf(parameters: object[], spec: Record<string, unknown>): Cursor {
  return templateObjects(template(parameters, spec))[0].get('spec');
}

describe('a template of OpenShift', () => {
  it('is filled in from defaults, as text or without quotes', () => {
    const spec = specOf(
      [
        { name: 'NAME', value: 'orders' },
        { name: 'REPLICAS', value: '3' },
        { name: 'PAUSED', value: 'false' },
      ],
      {
        name: '${NAME}-web',
        replicas: '${{REPLICAS}}',
        text: '${REPLICAS}',
        paused: '${{PAUSED}}',
      },
    );
    expect(spec.value).toEqual({
      name: 'orders-web',
      replicas: 3,
      text: '3',
      paused: false,
    });
  });

  it('leaves open what is given or generated when it is processed', () => {
    const spec = specOf(
      [
        { name: 'ZONE', required: true },
        { name: 'PASSWORD', generate: 'expression', from: '[a-z]{8}' },
      ],
      { name: 'orders-${ZONE}', password: '${PASSWORD}' },
    );
    expect(unresolvedIn(spec.get('name').text()!)).toBe('ZONE');
    expect(unresolvedIn(spec.get('password').text()!)).toBe('PASSWORD');
  });

  it('leaves variables of a shell alone', () => {
    const command = 'until [ ${attempt} -gt ${NAME} ]; do sleep $((2)); done';
    const spec = specOf([{ name: 'NAME', value: '5' }], { command });
    expect(spec.get('command').text()).toBe(
      'until [ ${attempt} -gt 5 ]; do sleep $((2)); done',
    );
  });

  it('does not grow without bounds', () => {
    const text = '${A}'.repeat(200_000);
    const spec = specOf([{ name: 'A', value: 'x'.repeat(1_000) }], { text });
    expect(spec.get('text').text()!.length).toBeLessThan(6_000_000);
  });

  it('is told from what others call a template', () => {
    expect(isOpenShiftTemplate(template([], {}))).toBe(true);
    expect(isOpenShiftTemplate(template([], {}, 'v1'))).toBe(true);
    expect(isOpenShiftTemplate(template([], {}, 'example.com/v1'))).toBe(false);
  });
});
