import { createRequire } from "node:module"
import { join } from "node:path"
import { z } from "@medusajs/framework/zod"
import {
  InventoryItem,
  InventoryItems,
} from "../../src/api/admin/inventory/validators"
import { BY_HAND, type ByHand } from "./by-hand"
import { PREAMBLE, REFUSAL, SECURITY_SCHEMES } from "./preamble"
import { type NamedType, type RouteSource, readRoutes } from "./read-routes"
import { type JsonSchema, schemasOfTypes } from "./schema-of-type"

const load = createRequire(__filename)

/** Bodies that the type of a route names otherwise than its schema. */
const BODIES = { InventoryBody: z.union([InventoryItem, InventoryItems]) }

const SECURITY = {
  staff: [{ staffToken: [] }, { staffSession: [] }, { secretKey: [] }],
  storefront: [
    { storefrontKey: [] },
    { secretKey: [] },
    { staffToken: [] },
    { staffSession: [] },
  ],
  stripe: [{ stripeSignature: [] }],
  metrics: [{ metricsToken: [] }],
  nobody: [],
} as const

export type OpenApiDocument = {
  openapi: string
  paths: Record<string, Record<string, JsonSchema>>
  components: {
    securitySchemes: JsonSchema
    schemas: Record<string, JsonSchema>
  }
} & JsonSchema

/**
 * This project's routes as an OpenAPI 3.1 document: addresses and words from the files of the
 * routes, what they take from the schemas that check it, what they answer from the types that they
 * are compiled with.
 *
 * @throws Error where a route says too little, and by what it can be told
 */
export function buildDocument(root: string): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {}
  for (const route of readRoutes(join(root, "src/api"))) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(route),
    }
  }
  return {
    ...PREAMBLE,
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: {
        Refusal: REFUSAL,
        ...schemasOfTypes(join(root, "src/types")),
      },
    },
  }
}

function operationOf(route: RouteSource): JsonSchema {
  const byHand = BY_HAND[`${route.method} ${route.path}`] ?? {}
  const summary = byHand.summary ?? route.summary
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(route.query ? parametersOf(schemaNamed(route.query)) : []),
  ]
  const body = bodyOf(route, byHand)
  return {
    ...(summary ? { summary } : {}),
    security: SECURITY[byHand.security ?? "staff"],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { ...answersOf(route, byHand), default: refusal() },
  }
}

const json = (schema: JsonSchema) => ({ "application/json": { schema } })

const refusal = () => ({
  description: "A refusal, with what the caller can do.",
  content: json({ $ref: "#/components/schemas/Refusal" }),
})

function answersOf(route: RouteSource, byHand: ByHand): JsonSchema {
  if (byHand.answers) {
    return Object.fromEntries(
      Object.entries(byHand.answers).map(([status, answer]) => [
        status,
        {
          description: answer.description,
          content: {
            [answer.mediaType ?? "application/json"]: { schema: answer.schema },
          },
        },
      ])
    )
  }
  const [answer, ...others] = route.answers
  if (!answer || others.length > 0) {
    throw new Error(
      `${route.method} ${route.path}: its file must name one type in MedusaResponse<…>, or scripts/openapi/by-hand.ts what it answers`
    )
  }
  const schema = { $ref: `#/components/schemas/${answer.name}` }
  return { 200: { description: "Done.", content: json(schema) } }
}

function bodyOf(route: RouteSource, byHand: ByHand): JsonSchema | null {
  if (route.body?.file == null) {
    return null
  }
  const schema = byHand.bodySchema
    ? BODIES[byHand.bodySchema]
    : schemaNamed(route.body)
  return {
    required: !(schema instanceof z.ZodOptional),
    content: json(toJson(schema)),
  }
}

/** The schema that has the name of its type, in the same file. */
function schemaNamed({ name, file }: NamedType): z.ZodType {
  const found = file ? (load(file) as Record<string, unknown>)[name] : undefined
  if (!(found instanceof z.ZodType)) {
    throw new Error(`There is no schema ${name} in ${file ?? "this project"}`)
  }
  return found
}

/** As a caller writes it: before anything is filled in or turned into another type. */
function toJson(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  })
  return rest
}

function parametersOf(schema: z.ZodType): JsonSchema[] {
  const { properties = {}, required = [] } = toJson(schema) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: inner,
  }))
}
