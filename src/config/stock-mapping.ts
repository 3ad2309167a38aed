import { readFileSync } from "node:fs"
import { z } from "@medusajs/framework/zod"
import type { LegacyStoreMapping } from "../modules/supabase-sync/types"
import { ConfigurationError } from "./env"

const SETTING = "SUPABASE_STOCK_MAPPING"

/** PostgreSQL cuts longer names off: https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const name = (what: string, example: string) =>
  z
    .string()
    .regex(/^[^\p{Cc}]{1,63}$/u)
    .describe(`the name of ${what}, such as ${example}`)

const version = {
  version: name("a bigint column", "medusa_stock_version").default(
    "medusa_stock_version"
  ),
  syncedAt: name("a timestamptz column", "medusa_synced_at").default(
    "medusa_synced_at"
  ),
}

const schema = name("a schema", "public").optional()

const stockTable = z.strictObject({
  schema,
  table: name("a table", "product_variants"),
  key: name("the text column that holds Medusa's id", "medusa_variant_id"),
  quantity: name("a number column", "inventory_quantity"),
  inStock: name("a boolean column", "in_stock").optional(),
  inStockOptional: z.literal(true).optional().describe("true, or left out"),
  ...version,
})

const orderTable = z.strictObject({
  schema,
  table: name("a table", "orders"),
  optional: z.literal(true).optional().describe("true, or left out"),
  paymentIntent: name("a text column", "stripe_payment_intent"),
  checkoutSession: name("a text column", "stripe_session_id"),
  orderId: name("a text column", "medusa_order_id"),
  status: name("a text column", "medusa_status"),
  trackingNumbers: name("a text[] column", "tracking_numbers"),
  trackingUrls: name("a text[] column", "tracking_urls"),
  version: name("a bigint column", "medusa_order_version"),
  syncedAt: name("a timestamptz column", "medusa_synced_at"),
})

const parts = { sellable: stockTable, style: stockTable, orders: orderTable }

const mappingSchema = z.strictObject({
  sellable: stockTable,
  style: stockTable.optional(),
  orders: orderTable.optional(),
})

const EXAMPLE =
  '{"sellable":{"table":"product_variants","key":"medusa_variant_id","quantity":"inventory_quantity"}}'

/**
 * Reads a mapping of one's own.
 *
 * @param setting the path of a JSON file, or the JSON itself.
 * @throws ConfigurationError with one line for each key that is missing or wrong: what it expects
 *   and an example. No value is printed.
 */
export function readStockMapping(setting: string): LegacyStoreMapping {
  const result = mappingSchema.safeParse(parseJson(setting))
  const faults = result.success
    ? contradictions(result.data)
    : result.error.issues.map(describeIssue)
  if (!result.success || faults.length > 0) {
    throw unusable(faults)
  }
  return result.data
}

function parseJson(setting: string): unknown {
  const isJson = setting.trimStart().startsWith("{")
  try {
    const text = isJson ? setting : readFileSync(setting, "utf8")
    return JSON.parse(text) as unknown
  } catch (error) {
    throw unusable([
      error instanceof SyntaxError
        ? `${SETTING} must be well-formed JSON, such as ${EXAMPLE}`
        : `${SETTING} must be the path of a JSON file that can be read, or the JSON itself, such as ${EXAMPLE}`,
    ])
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = [SETTING, issue.path.join(".")].filter(Boolean).join(" ")
  if (issue.code === "unrecognized_keys") {
    return `${where} has keys it must not have: ${issue.keys.join(", ")}`
  }
  return `${where} must be ${expectation(issue.path)}`
}

function expectation([part, key]: readonly PropertyKey[]): string {
  const shape: Readonly<Record<string, z.ZodType>> = Object.hasOwn(
    parts,
    String(part)
  )
    ? parts[part as keyof typeof parts].shape
    : {}
  return describe(shape[String(key)]) ?? `an object, such as ${EXAMPLE}`
}

function describe(field: z.ZodType | undefined): string | undefined {
  if (field?.description) {
    return field.description
  }
  const isWrapped =
    field instanceof z.ZodOptional || field instanceof z.ZodDefault
  return isWrapped ? describe(field.unwrap() as z.ZodType) : undefined
}

function contradictions(mapping: LegacyStoreMapping): string[] {
  const faults: string[] = []
  const { sellable, style } = mapping
  if (
    style &&
    sellable.table === style.table &&
    (sellable.schema ?? "public") === (style.schema ?? "public")
  ) {
    faults.push(
      `${SETTING} style.table must be another table than sellable.table: each row carries the version of one number`
    )
  }
  for (const [part, { schema: _, table: __, ...columns }] of Object.entries(
    mapping
  )) {
    const names = Object.values(columns).filter((one) => one !== true)
    if (new Set(names).size < names.length) {
      faults.push(`${SETTING} ${part} must name each column once`)
    }
  }
  return faults
}

function unusable(faults: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    `The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`
  )
}
