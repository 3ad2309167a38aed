import { readdirSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

export type JsonSchema = Record<string, unknown>

/**
 * The shapes of answers as JSON Schema, by the names that they have in `src/types`: the same types
 * that the routes and the admin are compiled with, so that none can say another thing.
 *
 * @throws Error for a type that JSON cannot hold
 */
export function schemasOfTypes(folder: string): Record<string, JsonSchema> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file))
  const program = ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
  })
  const checker = program.getTypeChecker()
  const aliases = files.flatMap((file) => {
    const source = program.getSourceFile(file)
    return [...(source?.statements ?? [])].filter((one) =>
      ts.isTypeAliasDeclaration(one)
    )
  })
  const writer = new SchemaWriter(
    checker,
    new Set(aliases.map(({ name }) => name.text))
  )
  return Object.fromEntries(
    aliases
      .map(({ name }): [string, JsonSchema] => {
        const symbol = checker.getSymbolAtLocation(name)
        const type = checker.getTypeAtLocation(name)
        return [
          name.text,
          { ...docOf(symbol, checker), ...writer.inline(type) },
        ]
      })
      .sort(([one], [other]) => (one < other ? -1 : 1))
  )
}

class SchemaWriter {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: ReadonlySet<string>
  ) {}

  /** By its name where it has one, else written out. */
  private schemaOf(type: ts.Type): JsonSchema {
    const name = type.aliasSymbol?.name
    return name !== undefined && this.names.has(name)
      ? { $ref: `#/components/schemas/${name}` }
      : this.inline(type)
  }

  inline(type: ts.Type): JsonSchema {
    const simple = simpleSchema(type)
    if (simple) {
      return simple
    }
    if (type.isUnion()) {
      return this.union(type.types)
    }
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference)
      return { type: "array", items: item ? this.schemaOf(item) : {} }
    }
    const values = type.getStringIndexType()
    if (values) {
      return { type: "object", additionalProperties: this.schemaOf(values) }
    }
    return this.object(type)
  }

  private union(types: readonly ts.Type[]): JsonSchema {
    const literals = types.flatMap((one) =>
      one.isStringLiteral() ? [one.value] : []
    )
    const isBoolean = (one: ts.Type) => !!(one.flags & ts.TypeFlags.BooleanLike)
    const others = types
      .filter((one) => !one.isStringLiteral() && !isBoolean(one))
      .filter(({ flags }) => !(flags & ts.TypeFlags.Undefined))
      .map((one) => this.schemaOf(one))
    const parts = [
      ...(literals.length > 0 ? [{ type: "string", enum: literals }] : []),
      ...(types.some(isBoolean) ? [{ type: "boolean" }] : []),
      ...others,
    ]
    const [only] = parts
    return only && parts.length === 1 ? only : { anyOf: parts }
  }

  private object(type: ts.Type): JsonSchema {
    const properties = this.checker.getPropertiesOfType(type)
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) {
      throw new Error(`${this.checker.typeToString(type)} is not JSON's`)
    }
    return {
      type: "object",
      properties: Object.fromEntries(
        properties.map((property) => {
          const inner = this.checker.getTypeOfSymbol(property)
          const doc = docOf(property, this.checker)
          return [property.name, { ...doc, ...this.schemaOf(inner) }]
        })
      ),
      required: properties
        .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
        .map(({ name }) => name),
    }
  }
}

function simpleSchema(type: ts.Type): JsonSchema | null {
  const { flags } = type
  if (type.isStringLiteral()) {
    return { type: "string", const: type.value }
  }
  if (flags & ts.TypeFlags.String) {
    return { type: "string" }
  }
  if (flags & ts.TypeFlags.Number) {
    return { type: "number" }
  }
  if (flags & ts.TypeFlags.Null) {
    return { type: "null" }
  }
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) {
    return {}
  }
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return {
      type: "boolean",
      const: "intrinsicName" in type && type.intrinsicName === "true",
    }
  }
  return null
}

function docOf(
  symbol: ts.Symbol | undefined,
  checker: ts.TypeChecker
): { description?: string } {
  const description = ts
    .displayPartsToString(symbol?.getDocumentationComment(checker))
    .replace(/\s+/g, " ")
    .trim()
  return description ? { description } : {}
}
