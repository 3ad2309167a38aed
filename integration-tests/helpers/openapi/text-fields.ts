import { readFileSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "../project"

type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  minimum?: number
  minItems?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}

type Parameter = { name: string; in: string; schema: Schema }

type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** A place in a request where a text is taken. */
export type TextField = {
  /** `POST /admin/orders items[].name` */
  name: string
  method: string
  /** With `unknown_1` for each id. */
  path: string
  /** The request's query and body with this text there, and else as the route would take them. */
  fill: (text: string) => { query: string; body?: unknown }
}

type Slot = { path: string; body: (text: string) => unknown }

/** Texts of which one fits whatever a field is described to take. */
const SAMPLES = [
  "unknown_1",
  "pi_unknown1",
  "usd",
  "jane@example.com",
  "2026-01-01T00:00:00Z",
  "0f8fad5b-d9cb-469f-a165-70867728950e",
]

const document = JSON.parse(
  readFileSync(join(projectRoot, "docs/openapi.json"), "utf8")
) as { paths: Record<string, Record<string, Operation>> }

/** Every text that a route of this project takes in its query or its body, as they are described. */
export function textFields(): TextField[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const at = {
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, "unknown_1"),
      }
      const name = `${at.method} ${path}`
      return [
        ...(operation.parameters ?? [])
          .filter((one) => one.in === "query")
          .map((one) => ({
            ...at,
            name: `${name} ?${one.name}`,
            fill: (text: string) => ({
              query: `?${one.name}=${encodeURIComponent(text)}`,
              ...(at.method === "GET" ? {} : { body: {} }),
            }),
          })),
        ...slotsOf(bodyOf(operation)).map((slot) => ({
          ...at,
          name: `${name} ${slot.path}`,
          fill: (text: string) => ({ query: "", body: slot.body(text) }),
        })),
      ]
    })
  )
}

function bodyOf({ requestBody }: Operation): Schema {
  return requestBody?.content["application/json"]?.schema ?? {}
}

function slotsOf(schema: Schema, path = ""): Slot[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const { items, properties = {}, additionalProperties: others } = schema
  const sample = (sampleOf(schema) ?? {}) as Record<string, unknown>
  return [
    ...(typesOf(schema).includes("string")
      ? [{ path, body: (text: string) => text }]
      : []),
    ...branches.flatMap((branch) => slotsOf(branch, path)),
    ...(items
      ? slotsOf(items, `${path}[]`).map((slot) => ({
          path: slot.path,
          body: (text: string) => [slot.body(text)],
        }))
      : []),
    ...Object.entries(properties).flatMap(([key, inner]) =>
      slotsOf(inner, `${path}.${key}`).map((slot) => ({
        path: slot.path,
        body: (text: string) => ({ ...sample, [key]: slot.body(text) }),
      }))
    ),
    ...(typeof others === "object"
      ? [
          { path: `${path}.*`, body: (text: string) => ({ some: text }) },
          { path: `${path}.(name)`, body: (text: string) => ({ [text]: "1" }) },
        ]
      : []),
  ]
}

/** What a field takes, with no more than it must have. */
function sampleOf(schema: Schema): unknown {
  const [branch] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const [type] = typesOf(schema)
  if (schema.const !== undefined || schema.enum) {
    return schema.const ?? schema.enum?.[0]
  }
  if (branch) {
    return sampleOf(branch)
  }
  switch (type) {
    case "string": {
      const pattern = new RegExp(schema.pattern ?? "", "u")
      return SAMPLES.find((text) => pattern.test(text))
    }
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1)
    case "boolean":
      return false
    case "array":
      return [sampleOf(schema.items ?? {})]
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [
          key,
          sampleOf(schema.properties?.[key] ?? {}),
        ])
      )
    default:
      return null
  }
}

function typesOf({ type }: Schema): string[] {
  return type === undefined ? [] : [type].flat()
}
