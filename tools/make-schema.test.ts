import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { json } from '../src/report/json.ts';
import { lintReport } from '../test/golden/lint.fixture.ts';
import { clean, report, unknowing } from '../test/golden/report.fixture.ts';
import { lintSchema, makeSchema, reportSchema } from './make-schema.ts';

const schema = readFileSync(reportSchema.path, 'utf8');
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema));

it('the stored schema is what the types make: node tools/make-schema.ts writes it', () => {
  expect(schema).toBe(makeSchema(reportSchema));
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

describe('lint', () => {
  const stored = readFileSync(lintSchema.path, 'utf8');

  it('the stored schema is what the types make', () => {
    expect(stored).toBe(makeSchema(lintSchema));
  });

  it('reports keep to it', () => {
    const keeps = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(stored));
    keeps(JSON.parse([...json.render(lintReport)].join('')));
    expect(keeps.errors).toBeNull();
  });
});
