/** Writes the JSON schemas in docs/reference from the types of src/model. Run: node tools/make-schema.ts */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, type SourceFile, SyntaxKind, type TypeNode } from 'typescript/unstable/ast';
import {
  isArrayTypeNode,
  isInterfaceDeclaration,
  isLiteralTypeNode,
  isPropertySignatureDeclaration,
  isTypeAliasDeclaration,
  isTypeOperatorNode,
  isTypeReferenceNode,
  isUnionTypeNode,
} from 'typescript/unstable/ast/is';
import { API } from 'typescript/unstable/sync';

type Schema = Readonly<Record<string, unknown>>;

const root = fileURLToPath(new URL('..', import.meta.url));

/** A schema, and the types that it is made of. */
export interface SchemaSource {
  readonly types: string;
  readonly top: string;
  readonly title: string;
  readonly path: string;
}

export const reportSchema: SchemaSource = {
  types: 'src/model/report-json.ts',
  top: 'ReportJson',
  title: 'Plimsoll report',
  path: join(root, 'docs/reference/report.schema.json'),
};

export const lintSchema: SchemaSource = {
  types: 'src/model/lint-json.ts',
  top: 'LintReportJson',
  title: 'Plimsoll lint report',
  path: join(root, 'docs/reference/lint.schema.json'),
};

/** The JSON schema (draft 2020-12) of a report, as text. Throws on a type that it has no word for. */
export function makeSchema(source: SchemaSource): string {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'tsconfig.json');
    const program = api.updateSnapshot({ openProjects: [config] }).getProject(config)?.program;
    const file = program?.getSourceFile(join(root, source.types));
    if (file === undefined) throw new Error(`tsconfig.json does not hold ${source.types}`);
    return `${JSON.stringify(schemaOf(file, source), null, 2)}\n`;
  } finally {
    api.close();
  }
}

function schemaOf(file: SourceFile, { top, title }: SchemaSource): Schema {
  const definitions: Record<string, Schema> = {};
  for (const statement of file.statements) {
    if (isInterfaceDeclaration(statement)) {
      const properties: Record<string, Schema> = {};
      for (const member of statement.members) {
        if (!isPropertySignatureDeclaration(member) || member.type === undefined || member.postfixToken !== undefined) {
          throw new Error(`only required properties can be written: ${member.getText(file)}`);
        }
        properties[member.name.getText(file)] = { ...describe(member, file), ...typeSchema(member.type, file) };
      }
      definitions[statement.name.text] = {
        ...describe(statement, file),
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      };
    } else if (isTypeAliasDeclaration(statement)) {
      definitions[statement.name.text] = { ...describe(statement, file), ...typeSchema(statement.type, file) };
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    $ref: `#/$defs/${top}`,
    $defs: definitions,
  };
}

function typeSchema(type: TypeNode, file: SourceFile): Schema {
  if (isTypeOperatorNode(type)) return typeSchema(type.type, file);
  if (isArrayTypeNode(type)) return { type: 'array', items: typeSchema(type.elementType, file) };
  if (isUnionTypeNode(type)) return unionSchema(type.types, file);
  if (isLiteralTypeNode(type)) {
    const text = type.literal.getText(file);
    return { const: text.startsWith("'") ? text.slice(1, -1) : JSON.parse(text) };
  }
  if (isTypeReferenceNode(type)) {
    const name = type.typeName.getText(file);
    const [first, second] = type.typeArguments ?? [];
    if (name === 'Readonly' && first !== undefined) return typeSchema(first, file);
    if (name === 'Record' && second !== undefined) {
      return { type: 'object', additionalProperties: typeSchema(second, file) };
    }
    return { $ref: `#/$defs/${name}` };
  }
  switch (type.kind) {
    case SyntaxKind.StringKeyword:
      return { type: 'string' };
    case SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    default:
      throw new Error(`no schema for the type ${type.getText(file)}`);
  }
}

/** A union of literals is an `enum`; of plain types a list of types; anything else `anyOf`. */
function unionSchema(types: readonly TypeNode[], file: SourceFile): Schema {
  const members = types.map((type) => typeSchema(type, file));
  if (members.every((member) => 'const' in member)) return { enum: members.map((member) => member['const']) };
  const words = members.map((member) => ('const' in member && member['const'] === null ? 'null' : member['type']));
  const isPlain =
    members.every((member) => Object.keys(member).length === 1) && words.every((word) => typeof word === 'string');
  return isPlain ? { type: words } : { anyOf: members };
}

/** The doc comment before a declaration as its description. */
function describe(node: Node, file: SourceFile): Schema {
  const before = file.text.slice(node.getFullStart(), node.getStart(file));
  const comment = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*$/.exec(before)?.[1];
  if (comment === undefined) return {};
  return {
    description: comment
      .replace(/\s*\n\s*\*?\s*/g, ' ')
      .replaceAll('`', '')
      .trim(),
  };
}

if (import.meta.main) for (const source of [reportSchema, lintSchema]) writeFileSync(source.path, makeSchema(source));
