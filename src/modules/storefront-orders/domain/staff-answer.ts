import { isDeepStrictEqual } from "node:util"
import type { IssueKind } from "../types"

/** Where to send an order, as staff complete it. */
export type AnsweredAddress = {
  first_name: string | null
  last_name: string | null
  company: string | null
  address_1: string
  address_2: string | null
  city: string
  province: string | null
  postal_code: string | null
  /** Lower-case ISO 3166-1 alpha-2. */
  country_code: string
  phone: string | null
}

/** How a call of the storefront named a variant; kept on the order line, as an import keeps it. */
export type NamedByCall = {
  /** The key's id; a user's where staff made the call themselves. */
  called_by: string | null
  /** A name never stands beyond doubt: whoever has the key can say anything. */
  confidence: "high" | "fair"
  /** One sentence for staff. */
  explanation: string
}

/** What staff, or a call of the storefront, say to a question. */
export type StaffAnswer =
  | {
      answer: "choose_variant"
      variant_id: string
      /** Whether the next sale of the same item is this variant without asking. */
      remember: boolean
      /** Whether the other open questions about the same item are answered with it too. */
      apply_to_same: boolean
      /** Where no member of staff chose it, but the storefront's call named it. */
      call?: NamedByCall
    }
  | { answer: "accept_totals" }
  | { answer: "choose_region"; region_id: string }
  | { answer: "complete_address"; address: AnsweredAddress }
  | { answer: "handled"; note: string | null }

export type AnswerName = StaffAnswer["answer"]

const FITTING: Readonly<Record<IssueKind, AnswerName | null>> = {
  line_not_matched: "choose_variant",
  line_ambiguous: "choose_variant",
  totals_disagree: "accept_totals",
  region_missing: "choose_region",
  address_incomplete: "complete_address",
  // What is to be done about these happens elsewhere; here staff say that it was.
  oversold: null,
  refund_failed: null,
  dispute: null,
  amounts_differ: null,
  import_incomplete: null,
}

/** The answers that a question takes: the one that finishes the work, and «I have seen to it». */
export function answersOf(kind: IssueKind): AnswerName[] {
  const fitting = FITTING[kind]
  return fitting ? [fitting, "handled"] : ["handled"]
}

/**
 * Whether two answers come to the same: what is remembered, applied elsewhere or noted beside it
 * does not count.
 */
export function isSameAnswer(a: StaffAnswer, b: StaffAnswer): boolean {
  return isDeepStrictEqual(essenceOf(a), essenceOf(b))
}

function essenceOf(answer: StaffAnswer): unknown {
  switch (answer.answer) {
    case "choose_variant":
      return [answer.answer, answer.variant_id]
    case "choose_region":
      return [answer.answer, answer.region_id]
    case "complete_address":
      return [answer.answer, answer.address]
    case "accept_totals":
    case "handled":
      return [answer.answer]
  }
}
