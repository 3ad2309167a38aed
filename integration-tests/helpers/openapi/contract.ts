import { readFileSync } from "node:fs"
import { join } from "node:path"
import Ajv from "ajv/dist/2020"
import { projectRoot } from "../project"

type Schema = Record<string, unknown>

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const JSON_TYPE = "application/json"

/** The published description of this project's routes, to hold answers against. */
export class Contract {
  private readonly document: Document
  private readonly ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
  })

  constructor() {
    const text = readFileSync(join(projectRoot, "docs/openapi.json"), "utf8")
    this.document = JSON.parse(text) as Document
    const schemas = Object.entries(this.document.components.schemas).map(
      ([name, schema]) => [name, name === "Refusal" ? schema : closed(schema)]
    )
    this.ajv.addSchema(
      { components: { schemas: Object.fromEntries(schemas) as Schema } },
      "document"
    )
  }

  /** `GET /admin/storefront/events/{id}`, all of them. */
  operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    )
  }

  /** The statuses below 400 that an operation is described with. */
  successesOf(operation: string): number[] {
    return Object.keys(this.find(operation)?.responses ?? {})
      .map(Number)
      .filter((status) => status < 400)
  }

  /** What is wrong with an answer; nothing, where it is as described. */
  faultsOf(operation: string, status: number, body: unknown): string[] {
    const { responses } = this.find(operation) ?? { responses: {} }
    const isSuccess = status < 400
    const answer =
      responses[String(status)] ?? (isSuccess ? undefined : responses.default)
    const schema = answer?.content?.[JSON_TYPE]?.schema
    if (!schema) {
      return [`${operation} is not described to answer ${status}`]
    }
    const isFine = this.ajv.validate(fromDocument(closed(schema)), body)
    return isFine
      ? []
      : (this.ajv.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${operation} ${status}: ${instancePath} ${message} ${JSON.stringify(params)}`
        )
  }

  private find(operation: string): Operation | undefined {
    const [method = "", path = ""] = operation.split(" ")
    return this.document.paths[path]?.[method.toLowerCase()]
  }
}

/** A field that is not described is a fault here, though a caller has to bear with new ones. */
function closed(schema: unknown): Schema {
  return mapped(schema, (one) =>
    "properties" in one && !("additionalProperties" in one)
      ? { ...one, additionalProperties: false }
      : one
  ) as Schema
}

const fromDocument = (schema: Schema): Schema =>
  mapped(schema, (one) =>
    typeof one.$ref === "string" ? { ...one, $ref: `document${one.$ref}` } : one
  ) as Schema

/** Every object of a schema, the innermost first. */
function mapped(value: unknown, change: (one: Schema) => Schema): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => mapped(one, change))
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  return change(
    Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, mapped(inner, change)])
    )
  )
}
