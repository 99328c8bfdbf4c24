import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { json } from '../src/report/json.ts';
import { clean, report, unknowing } from '../test/golden/report.fixture.ts';
import { makeSchema, schemaPath } from './make-schema.ts';

const schema = readFileSync(schemaPath, 'utf8');
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema));

it('the stored schema is what the types make: node tools/make-schema.ts writes it', () => {
  expect(schema).toBe(makeSchema());
});

describe('reports keep to the schema', () => {
  it.each(Object.entries({ report, clean, unknowing }))('%s', (_, value) => {
    validate(JSON.parse([...json.render({ kind: 'scan', report: value })].join('')));
    expect(validate.errors).toBeNull();
  });

  it('which can tell a missing key from null', () => {
    const { knowledge, ...rest } = JSON.parse([...json.render({ kind: 'scan', report: unknowing })].join(''));
    expect(knowledge).toBeNull();
    expect(validate(rest)).toBe(false);
  });
});
