import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { useText } from '../../hooks';
import { errorMessage } from './errors';

interface EntityPickerProps {
  id: string;
  label: string;
  kinds: string[];
  /** An entity reference; undefined for none. */
  value: string | undefined;
  onChange: (entityRef: string | undefined) => void;
  required?: boolean;
  size?: 'small' | 'medium';
  helperText?: string;
  error?: boolean;
}

interface Option {
  ref: string;
  label: string;
}

const searchPause = 250;
const mostOptions = 20;

/** Finds an entity in the catalog by name or title; the search runs in the catalog, however large it is. */
export function EntityPicker({
  id,
  label,
  kinds,
  value,
  onChange,
  required,
  size,
  helperText,
  error,
}: EntityPickerProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const found = useEntityOptions(kinds, typed);
  const failure =
    found.error && t('picker.failed', { reason: errorMessage(found.error) });
  const selected = value === undefined ? null : optionOf(value, found.options);
  return (
    <Autocomplete<Option>
      id={id}
      size={size}
      options={found.options}
      loading={found.loading}
      loadingText={t('picker.loading')}
      noOptionsText={t('picker.none')}
      filterOptions={options => options}
      isOptionEqualToValue={(a, b) => a.ref === b.ref}
      value={selected}
      onChange={(_event, option) => onChange(option?.ref)}
      onInputChange={(_event, text, reason) =>
        setTyped(reason === 'input' ? text : '')
      }
      renderOption={(props, option) => (
        <li {...props} key={option.ref}>
          {option.label}
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error || failure !== undefined}
          helperText={failure ?? helperText}
        />
      )}
    />
  );
}

function useEntityOptions(kinds: string[], typed: string) {
  const catalog = useApi(catalogApiRef);
  const [term, setTerm] = useState('');
  useDebounce(() => setTerm(typed.trim()), searchPause, [typed]);
  const kind = kinds.join(',');
  const { value, loading, error } = useAsync(async () => {
    const { items } = await catalog.queryEntities({
      filter: { kind: kind.split(',') },
      fields: ['kind', 'metadata', 'spec.profile'],
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: mostOptions,
      fullTextFilter: {
        term,
        fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
      },
    });
    return items.map(entity => {
      const ref = stringifyEntityRef(entity);
      const profile = entity.spec?.profile;
      const displayName =
        typeof profile === 'object' && !Array.isArray(profile)
          ? profile?.displayName
          : undefined;
      const name = displayName ?? entity.metadata.title;
      return { ref, label: name ? `${name} (${short(ref)})` : short(ref) };
    });
  }, [catalog, kind, term]);
  return { options: value ?? [], loading, error };
}

function optionOf(ref: string, options: Option[]): Option {
  return (
    options.find(option => option.ref === ref) ?? { ref, label: short(ref) }
  );
}

function short(ref: string): string {
  const [kind, name] = ref.split(':');
  return humanizeEntityRef(
    {
      kind,
      namespace: name.split('/')[0],
      name: name.split('/')[1],
    },
    { defaultKind: kind },
  );
}
