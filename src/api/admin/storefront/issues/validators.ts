import { defaultCountries } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { storable } from "../../../../lib/storable-text"
import { ISSUE_KINDS } from "../../../../modules/storefront-orders/types"
import { LEDGER_ID, page, paymentName } from "../validators"

const MAX_NOTE = 500
const MAX_TEXT = 255

const itemKey = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[^\p{Cs}\0]*$/u, "'item_key' is one that a question has")

/** What the list of questions can be narrowed down to. Unknown parameters are refused. */
export const ListIssuesParams = z
  .object({
    state: z.enum(["open", "answered", "all"]).default("open"),
    kind: z.enum(ISSUE_KINDS).optional(),
    payment: paymentName.optional(),
    order_id: LEDGER_ID.optional(),
    item_key: itemKey.optional(),
    order: z.enum(["created_at", "-created_at"]).default("-created_at"),
    ...page,
  })
  .strict()

export type ListIssuesParams = z.infer<typeof ListIssuesParams>

const textOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform((value) => storable(value))

const text = textOf(MAX_TEXT)

/** What may be left out. */
const more = text.nullish().transform((value) => value ?? null)

const COUNTRIES = new Set(
  defaultCountries.map(({ alpha2 }) => alpha2.toLowerCase())
)

const countryCode = z
  .string()
  .refine(
    (code) => COUNTRIES.has(code),
    "'country_code' takes the two lower-case letters of ISO 3166-1, such as us or ca"
  )

const address = z
  .object({
    name: text,
    company: more,
    address_1: text,
    address_2: more,
    city: text,
    province: more,
    postal_code: more,
    country_code: countryCode,
    phone: more,
  })
  .strict()

/** What staff say to a question; which of them a question takes, its kind says. */
export const ResolveIssueBody = z.discriminatedUnion(
  "answer",
  [
    z
      .object({
        answer: z.literal("choose_variant"),
        variant_id: LEDGER_ID,
        remember: z.boolean().default(true),
        apply_to_same: z.boolean().default(false),
      })
      .strict(),
    z.object({ answer: z.literal("accept_totals") }).strict(),
    z
      .object({ answer: z.literal("choose_region"), region_id: LEDGER_ID })
      .strict(),
    z.object({ answer: z.literal("complete_address"), address }).strict(),
    z
      .object({
        answer: z.literal("handled"),
        note: textOf(MAX_NOTE).nullish(),
      })
      .strict(),
  ],
  {
    error:
      "'answer' takes choose_variant, accept_totals, choose_region, complete_address or handled",
  }
)

export type ResolveIssueBody = z.infer<typeof ResolveIssueBody>
