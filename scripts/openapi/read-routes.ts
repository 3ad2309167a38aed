import { readFileSync, readdirSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import ts from "typescript"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

/** A name in a route's file, and the file that it comes from; null for a package's. */
export type NamedType = { name: string; file: string | null }

/** What a route's file says of one of its methods. */
export type RouteSource = {
  method: string
  /** `/admin/storefront/events/{id}` */
  path: string
  /** Its docstring. */
  summary: string
  /** Whether Medusa checks who calls; otherwise a middleware of ours does, or nobody. */
  isChecked: boolean
  body: NamedType | null
  query: NamedType | null
  /** What it answers besides refusals. */
  answers: NamedType[]
}

/** All routes of this project, in the order of their addresses. */
export function readRoutes(apiFolder: string): RouteSource[] {
  return readdirSync(apiFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .sort()
    .flatMap((file) => readRouteFile(join(apiFolder, file), pathOf(file)))
}

const pathOf = (file: string): string =>
  `/${file.replace(/\/?route\.ts$/, "")}`.replace(/\[(\w+)\]/g, "{$1}")

function readRouteFile(file: string, path: string): RouteSource[] {
  const text = readFileSync(file, "utf8")
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const imports = importsOf(source)
  const isChecked = !/export const AUTHENTICATE = false/.test(text)
  return exportsOf(source).map(({ method, node }) => {
    const [req, res] = ts.isFunctionLike(node.handler)
      ? node.handler.parameters
      : []
    const named = (type: ts.TypeNode): NamedType => ({
      name: type.getText(source),
      file: imports.get(type.getText(source)) ?? null,
    })
    const [body, query] = argumentsOf(req).map(named)
    return {
      method,
      path,
      summary: docstringOf(node.statement),
      isChecked,
      body: known(body),
      query: known(query),
      answers: argumentsOf(res)
        .flatMap((type) =>
          ts.isUnionTypeNode(type) ? [...type.types] : [type]
        )
        .map(named)
        .filter(({ name }) => name !== "Refusal"),
    }
  })
}

const known = (type: NamedType | undefined): NamedType | null =>
  type && type.name !== "unknown" ? type : null

type Exported = {
  method: string
  node: { statement: ts.Node; handler: ts.Node }
}

/** `export const GET = …`, and `export { receive as POST } from …`. */
function exportsOf(source: ts.SourceFile): Exported[] {
  return source.statements.flatMap((statement): Exported[] => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap((declared) => {
        const method = declared.name.getText(source)
        const handler = declared.initializer && handlerIn(declared.initializer)
        return METHODS.includes(method) && handler
          ? [{ method, node: { statement, handler } }]
          : []
      })
    }
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      return statement.exportClause.elements
        .filter(({ name }) => METHODS.includes(name.text))
        .map(({ name }) => ({
          method: name.text,
          node: { statement, handler: statement },
        }))
    }
    return []
  })
}

/** The function itself, also where another one is put around it. */
function handlerIn(node: ts.Expression): ts.Expression {
  const [first] = ts.isCallExpression(node) ? node.arguments : []
  return first && ts.isFunctionLike(first) ? first : node
}

function argumentsOf(
  parameter: ts.ParameterDeclaration | undefined
): readonly ts.TypeNode[] {
  const type = parameter?.type
  return type && ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : []
}

function docstringOf(statement: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(statement)
  const text = comment ? ts.getTextOfJSDocComment(comment.comment) : undefined
  return (text ?? "").replace(/\s+/g, " ").trim()
}

/** From which file of this project each imported name comes. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const statement of source.statements) {
    if (
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text.startsWith(".") &&
      statement.importClause?.namedBindings &&
      ts.isNamedImports(statement.importClause.namedBindings)
    ) {
      const file = resolve(
        dirname(source.fileName),
        `${statement.moduleSpecifier.text}.ts`
      )
      for (const { name } of statement.importClause.namedBindings.elements) {
        found.set(name.text, file)
      }
    }
  }
  return found
}
