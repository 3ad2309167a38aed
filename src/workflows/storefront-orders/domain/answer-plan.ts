import type { CreateOrderAddressDTO } from "@medusajs/framework/types"
import type { NewItemMapping } from "../../../modules/storefront-orders/client/item-mappings"
import type { LineUpdate } from "./plan-line-choice"
import type { WantedStock } from "./plan-reservations"

/** Why an answer cannot be carried out, and what to do instead. */
export type AnswerRefusal = {
  type: "invalid_data" | "conflict" | "not_found"
  code: string
  message: string
}

/** What makes an order's total equal to what was paid. */
export type TotalSettlement = {
  orderId: string
  /** The order change that does it: its id follows from the question. */
  changeId: string
  /** `line`: a line of the amount, below 0 where it takes off; `credit`: a credit of it, above 0. */
  part: "line" | "credit"
  /** In major units. */
  amount: string
  /** The line's id, or the credit's reference. */
  partId: string
}

export type RegionChoice = { orderId: string; regionId: string }

export type AddressCompletion = {
  orderId: string
  address: CreateOrderAddressDTO
  /** Whether the order's address is in that country already: Medusa's own workflow changes no country. */
  isSameCountry: boolean
}

/** Everything that an answer is going to change. What is null is left alone. */
export type AnswerEffects = {
  line: LineUpdate | null
  wantedStock: readonly WantedStock[]
  total: TotalSettlement | null
  region: RegionChoice | null
  address: AddressCompletion | null
  mapping: Omit<NewItemMapping, "actor"> | null
  /** For people, one line, without personal data: «chose …». */
  message: string
  /** For the activity log and for who asks again; without personal data. */
  outcome: Record<string, unknown>
}

export type AnswerPlan =
  | { kind: "refused"; refusal: AnswerRefusal }
  | { kind: "possible"; effects: AnswerEffects }

/** Effects of nothing but closing the question, to build on. */
export const NO_EFFECTS: Omit<AnswerEffects, "message"> = {
  line: null,
  wantedStock: [],
  total: null,
  region: null,
  address: null,
  mapping: null,
  outcome: {},
}

export function refused(
  type: AnswerRefusal["type"],
  code: string,
  message: string
): AnswerPlan {
  return { kind: "refused", refusal: { type, code, message } }
}

export function possible(
  effects: Partial<AnswerEffects> & { message: string }
): AnswerPlan {
  return { kind: "possible", effects: { ...NO_EFFECTS, ...effects } }
}
