import { z } from "@medusajs/framework/zod"
import { invalidParameter, type StripeApiError } from "../errors"

const MAX_METADATA_KEYS = 50
const MAX_METADATA_KEY_LENGTH = 40
const MAX_METADATA_VALUE_LENGTH = 500

/** Everything arrives as text; Stripe reads numbers and booleans out of it. */
export const integer = z
  .string()
  .regex(/^-?\d+$/, "Invalid integer")
  .transform(Number)

export const boolean = z
  .enum(["true", "false"])
  .transform((text) => text === "true")

export const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/, "Invalid decimal")
  .transform(Number)

export const currency = z
  .string()
  .toLowerCase()
  .regex(/^[a-z]{3}$/, "Invalid currency")

/** Where an empty text takes the value away. */
export function emptyable<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal("").transform(() => null), schema])
}

/** An array, also in the form of an object with the positions as keys. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (isRecord(value) ? Object.values(value) : value),
    z.array(schema)
  )
}

/** Stripe's limits: 50 keys of 40 characters, values of 500. */
export const metadata = emptyable(
  z
    .record(
      z.string().max(MAX_METADATA_KEY_LENGTH),
      z.string().max(MAX_METADATA_VALUE_LENGTH)
    )
    .refine(
      (value) => Object.keys(value).length <= MAX_METADATA_KEYS,
      "Too many metadata keys"
    )
).transform((value) => value ?? {})

export const address = z.strictObject({
  city: z.string().nullable().default(null),
  country: z.string().nullable().default(null),
  line1: z.string().nullable().default(null),
  line2: z.string().nullable().default(null),
  postal_code: z.string().nullable().default(null),
  state: z.string().nullable().default(null),
})

export const createdRange = z.union([
  integer.transform((at) => ({
    gt: undefined,
    gte: at,
    lt: undefined,
    lte: at,
  })),
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
])

/** What every list takes. */
export const pageParams = {
  limit: integer.pipe(z.int().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
}

/** Reads a request's parameters, or refuses them as Stripe does, with the parameter's name. */
export function readParams<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown
): z.output<Schema> {
  const result = schema.safeParse(input ?? {}, { reportInput: true })
  if (!result.success) {
    throw refusal(result.error.issues)
  }
  return result.data
}

function refusal(issues: z.core.$ZodIssue[]): StripeApiError {
  const [issue] = issues
  if (!issue) {
    return invalidParameter("Invalid request")
  }
  if (issue.code === "unrecognized_keys") {
    const param = paramName([...issue.path, ...issue.keys.slice(0, 1)])
    return invalidParameter(
      `Received unknown parameter: ${param}`,
      param,
      "parameter_unknown"
    )
  }
  const param = paramName(issue.path)
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return invalidParameter(
      `Missing required param: ${param}.`,
      param,
      "parameter_missing"
    )
  }
  return invalidParameter(`Invalid ${param}: ${issue.message}`, param)
}

/** `line_items[0][price]`, as the client wrote it. */
function paramName(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String)
  return [first ?? "", ...rest.map((part) => `[${part}]`)].join("")
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
