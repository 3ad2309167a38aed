import { makeKey } from "../../helpers/access/credentials"
import { ourRoutes } from "../../helpers/access/router"
import { bareEvent } from "../../helpers/bare-event"
import { buy, medusaPaymentOf } from "../../helpers/buy"
import { call } from "../../helpers/call"
import { CALLS } from "../../helpers/openapi/calls"
import type {
  DescribedCall,
  Things,
} from "../../helpers/openapi/described-call"
import { Contract } from "../../helpers/openapi/contract"
import { deliverEvent } from "../../helpers/post-event"
import { ask, unknownItem } from "../../helpers/questions"
import { changeThere, listDrift, reconcile } from "../../helpers/reconcile"
import { startCommand } from "../../helpers/run-command"
import { Shop } from "../../helpers/shop"
import { variantIdOf } from "../../helpers/stock"
import { cartItem } from "../../helpers/storefront"

const SKU = "KCT-BURGUNDY-36R-2P"
const OTHER_SKU = "KCT-WHITE-SHIRT-16.5-34-35"
/** A sale would have its number pushed, and a difference in it settled. */
const UNSOLD_SKU = "KCT-BLACK-BOW"

describe("docs/openapi.json", () => {
  const contract = new Contract()
  const nameOf = ({ operation, status, query }: DescribedCall): string =>
    `${operation}${query ?? ""} ${status}`

  it("is what the routes, their schemas and their types say", async () => {
    const { code, out } = await startCommand(
      "scripts/openapi.mjs",
      ["--check"],
      {}
    ).result
    expect([code, out]).toEqual([0, ""])
  })

  it("describes every route of this project, and no other", () => {
    const routes = ourRoutes().map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`
    )
    expect(contract.operations().sort()).toEqual(routes.sort())
  })

  it("has each operation called here", () => {
    const called = new Set(CALLS.map(({ operation }) => operation))
    expect(contract.operations().filter((one) => !called.has(one))).toEqual([])
  })

  describe("says what a running shop answers", () => {
    let shop: Shop
    let things: Things
    let token: string

    beforeAll(async () => {
      shop = await Shop.open("openapi")
      token = (await makeKey(shop, "OpenAPI")).token
      things = await findThings()
    })

    afterAll(async () => {
      await shop.close()
    })

    it.each(CALLS.map((one) => [nameOf(one), one] as const))(
      "%s",
      async (_, one) => {
        const answer = await send(one)
        expect([answer.status, answer.text]).toEqual([
          one.status,
          expect.any(String),
        ])
        const body = JSON.parse(answer.text) as unknown
        expect(contract.faultsOf(one.operation, answer.status, body)).toEqual(
          []
        )
      }
    )

    it("GET of what staff see, without a credential", async () => {
      const { status, text } = await call(shop.url, {
        method: "GET",
        path: "/admin/storefront/status",
      })
      const body = JSON.parse(text) as unknown
      expect(
        contract.faultsOf("GET /admin/storefront/status", status, body)
      ).toEqual([])
      expect(status).toBe(401)
    })

    async function send({
      operation,
      id,
      query,
      body,
      signature,
    }: DescribedCall) {
      const [method = "", path = ""] = operation.split(" ")
      return call(shop.url, {
        method,
        path: `${path.replace(/\{\w+\}/, id?.(things) ?? "")}${query ?? ""}`,
        headers: {
          // Staff's own, where a key may not; a person's session is no other for the answer.
          authorization: await authorization(operation),
          "content-type": "application/json",
          ...(signature ? { "stripe-signature": signature(things) } : {}),
        },
        ...(body ? { body: JSON.stringify(body(things)) } : {}),
      })
    }

    const authorization = async (operation: string): Promise<string> =>
      operation.includes("/api-keys/")
        ? `Bearer ${await shop.staffToken()}`
        : `Basic ${token}`

    /** An order with a question, an event that was set aside, a remembered choice, a difference. */
    async function findThings(): Promise<Things> {
      const item = (id: string) => ({
        kind: "ad_hoc" as const,
        items: [cartItem(OTHER_SKU), unknownItem(id)],
      })
      const asked = await ask(shop, item("asked"))
      const workedOff = asked.payment.events.find(
        ({ state }) => state === "done"
      )
      if (!workedOff) {
        throw new Error("No event of the payment is done")
      }
      const variant = await variantIdOf(shop, SKU)
      await deliverEvent(shop, bareEvent("evt_set_aside"))
      await changeThere(shop, UNSOLD_SKU, "inventory_quantity = 777")
      const run = await reconcile(shop, { skus: [UNSOLD_SKU] })
      const [drift] = await listDrift(shop)
      await shop.db.query(
        `INSERT INTO storefront_item_mapping (id, key, variant_id, item, chosen_by_type, chosen_by)
         VALUES ('smap_described', 'described', $1, '{"name":"Coat"}', 'user', 'user_1')`,
        [variant]
      )
      const paid = await buy(shop, {
        kind: "priced",
        items: [cartItem(OTHER_SKU)],
      })
      const body = JSON.parse(bareEvent("evt_described")) as object
      return {
        variant,
        sku: SKU,
        payment: asked.payment.id,
        medusaPayment: medusaPaymentOf(asked.order).id,
        event: workedOff.id,
        ignored: "evt_set_aside",
        issue: asked.issue.id,
        mapping: "smap_described",
        paid: { id: paid.payment.payment, amount: paid.payment.amount },
        order: asked.order.id,
        drift: drift?.id ?? "",
        run: run.id,
        key: (await makeKey(shop, "Described")).id,
        delivery: {
          body,
          signature: shop.stripe.sign(JSON.stringify(body)),
        },
      }
    }
  })
})
