import { buy } from "../../helpers/buy"
import {
  activityOf,
  ask,
  readQuestion,
  resolve,
  unknownItem,
  variantOf,
} from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import { importedPayment, medusaQuantity } from "../../helpers/storefront"

const TIE = "KCT-BURGUNDY-TIE"

/** Staff choose once: for what is asked now, and for what is sold next. */
describe("an item that is asked about several times", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answers_same_item")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("applies a choice to the other open questions about the same item, and remembers it", async () => {
    const item = unknownItem("coat-of-many", {
      size: "N/A",
      name: "Silk scarf",
      color: "Red",
    })
    const asked = [
      await ask(shop, { kind: "ad_hoc", items: [item] }),
      await ask(shop, { kind: "ad_hoc", items: [item] }),
      await ask(shop, { kind: "ad_hoc", items: [item] }),
    ]
    const [first] = asked
    const variant = await variantOf(shop, TIE)
    const available = await medusaQuantity(shop, TIE)
    expect(
      (await readQuestion(shop, first?.issue.id ?? "")).same_item_count
    ).toBe(2)

    const { body } = await resolve(shop, first?.issue.id ?? "", {
      answer: "choose_variant",
      variant_id: variant.id,
      apply_to_same: true,
    })

    expect(body).toMatchObject({ remembered: true, same_left: 0 })
    expect(body.same.map(({ result }) => result)).toEqual([
      "answered",
      "answered",
    ])
    expect(await medusaQuantity(shop, TIE)).toBe(available - 3)
    for (const { payment } of asked) {
      expect((await importedPayment(shop, payment.payment)).state).toBe(
        "imported"
      )
    }
    const { item_mappings } = await shop.admin<{
      item_mappings: { id: string; key: string; chosen_by: unknown }[]
    }>(`/admin/storefront/item-mappings?variant_id=${variant.id}`)
    const mapping = item_mappings.find(
      ({ key }) => key === first?.issue.item_key
    )
    expect(mapping?.chosen_by).toMatchObject({ type: "user" })

    const next = await buy(shop, { kind: "ad_hoc", items: [item] })
    expect(next.payment.issues).toEqual([])
    expect(next.order.items[0]).toMatchObject({
      variant_id: variant.id,
      metadata: { matched_by: "staff_choice" },
    })

    await shop.admin(`/admin/storefront/item-mappings/${mapping?.id}`, {
      method: "DELETE",
    })
    const later = await buy(shop, { kind: "ad_hoc", items: [item] })
    expect(later.payment.issues.map(({ kind }) => kind)).toEqual([
      "line_not_matched",
    ])
    const { activity } = await activityOf(shop, "kind=item_mapping_forgotten")
    expect(activity[0]).toMatchObject({
      actor: { type: "user" },
      details: { mapping_id: mapping?.id, variant_id: variant.id },
    })
  })
})
