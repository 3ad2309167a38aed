import {
  catalogVariant,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import { questionFacts } from "../../../../integration-tests/helpers/question-facts"
import type { StaffAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import type { AnswerEffects } from "./answer-plan"
import { planAnswer } from "./plan-answer"
import type { OrderLineFacts } from "./question-facts"

const ITEM = storefrontItem({ name: "Black Suit", size: "40R", color: "Black" })
const VARIANT = catalogVariant()

const CHOICE = {
  answer: "choose_variant",
  variant_id: VARIANT.id,
  remember: true,
  apply_to_same: false,
} satisfies StaffAnswer

const [LINE] = questionFacts().order?.lines ?? []

function facts(
  line: Partial<OrderLineFacts> = {},
  overrides: Parameters<typeof questionFacts>[0] = {}
) {
  return questionFacts({
    variants: [VARIANT],
    issue: { details: { item: { ...ITEM } } },
    order: { lines: LINE ? [{ ...LINE, ...line }] : [] },
    ...overrides,
  })
}

function effectsOf(
  known = facts(),
  answer: StaffAnswer = CHOICE
): AnswerEffects {
  const plan = planAnswer(known, answer)
  if (plan.kind === "refused") {
    throw new Error(plan.refusal.message)
  }
  return plan.effects
}

describe("planLineChoice", () => {
  it("writes the variant on the line, and names the size in its title", () => {
    expect(effectsOf().line).toEqual({
      lineId: "ordli_1",
      orderItemId: "orditem_1",
      update: expect.objectContaining({
        variant_id: VARIANT.id,
        variant_sku: VARIANT.sku,
        product_id: VARIANT.product.id,
        title: "Black Suit · 40R",
        metadata: {
          stripe_line_item_id: "li_1",
          matched_by: "staff_choice",
          match_confidence: "certain",
          match_explanation: "Staff chose this variant for this line",
        },
      }),
    })
  })

  it("says that the storefront's call named it, and whose call, where no member of staff chose", () => {
    const call = {
      called_by: "apk_1",
      confidence: "high",
      explanation: "It said so in its call",
    } as const
    const { line, message, outcome } = effectsOf(facts(), { ...CHOICE, call })
    expect(line?.update.metadata).toEqual({
      stripe_line_item_id: "li_1",
      matched_by: "storefront_call",
      match_confidence: "high",
      match_explanation: "It said so in its call",
      match_called_by: "apk_1",
    })
    expect(message).toBe(`the storefront's call named ${VARIANT.sku ?? ""}`)
    expect(outcome).toMatchObject({ matched_by: "storefront_call" })
  })

  it("touches neither quantity nor amounts", () => {
    const update = effectsOf().line?.update ?? {}
    expect(Object.keys(update)).not.toEqual(
      expect.arrayContaining(["quantity"])
    )
    expect(
      Object.keys(update).filter((key) => /price|tax|adjust/.test(key))
    ).toEqual([])
  })

  it("reserves what is still to be sent", () => {
    const wanted = (line: Partial<OrderLineFacts>) =>
      effectsOf(facts(line)).wantedStock.map(({ quantity }) => quantity)
    expect(wanted({})).toEqual([2])
    expect(wanted({ fulfilled: 1 })).toEqual([1])
    expect(wanted({ fulfilled: 2 })).toEqual([])
  })

  it("reserves with ids that a second run finds again", () => {
    expect(effectsOf().wantedStock).toEqual(effectsOf().wantedStock)
    // A line that its own earlier run has bound is no other's.
    expect(effectsOf(facts({ variantId: VARIANT.id })).wantedStock).toEqual(
      effectsOf().wantedStock
    )
  })

  it("remembers the choice under what the storefront calls the item", () => {
    const { mapping, outcome } = effectsOf()
    expect(mapping).toEqual({
      key: '["product:coat"]',
      variantId: VARIANT.id,
      item: ITEM,
    })
    expect(outcome).toMatchObject({ remembered: true })
  })

  it.each<[string, Partial<StaffAnswer>, Parameters<typeof facts>[1]]>([
    ["where staff do not want it", { remember: false }, {}],
    [
      "where the question does not name the item",
      {},
      { issue: { itemKey: null, details: { item: { ...ITEM } } } },
    ],
    [
      "where the item's words fit another size too",
      {},
      {
        issue: { details: { item: { ...ITEM, size: null } } },
        variants: [VARIANT, { ...VARIANT, id: "variant_other" }],
      },
    ],
  ])("does not remember it %s, and says why", (_, answer, overrides) => {
    const { mapping, outcome } = effectsOf(facts({}, overrides), {
      ...CHOICE,
      ...answer,
    } as StaffAnswer)
    expect(mapping).toBeNull()
    expect(outcome).toMatchObject({
      remembered: false,
      not_remembered_because: expect.any(String),
    })
  })

  it.each<[string, Parameters<typeof facts>[0], Parameters<typeof facts>[1]]>([
    ["line_gone", {}, { order: { lines: [] } }],
    ["line_has_variant", { variantId: "variant_other" }, {}],
    ["variant_not_found", {}, { variants: [] }],
  ])("is refused with %s", (code, line, overrides) => {
    expect(planAnswer(facts(line, overrides), CHOICE)).toMatchObject({
      kind: "refused",
      refusal: { code, message: expect.any(String) },
    })
  })

  it("is finished where the variant was deleted after the line was bound", () => {
    const known = facts({ variantId: VARIANT.id }, { variants: [] })
    expect(effectsOf(known)).toMatchObject({ line: null, wantedStock: [] })
  })
})
