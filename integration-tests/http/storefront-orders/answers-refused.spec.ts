import { answerOf } from "../../helpers/answer-of"
import {
  type Asked,
  ask,
  readQuestion,
  resolve,
  unknownItem,
} from "../../helpers/questions"
import { Shop } from "../../helpers/shop"

describe("what is not taken as an answer", () => {
  let shop: Shop
  let issue: Asked["issue"]

  beforeAll(async () => {
    shop = await Shop.open("answers_refused")
    ;({ issue } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("refused")],
    }))
  })

  afterAll(async () => {
    await shop.close()
  })

  const address = {
    name: "Ann",
    address_1: "1 Main St",
    city: "Reno",
    country_code: "us",
  }

  it.each<[string, unknown, RegExp]>([
    ["no body", undefined, /answer/],
    ["no answer", {}, /answer/],
    ["an unknown answer", { answer: "ignore" }, /answer/],
    ["a choice without a variant", { answer: "choose_variant" }, /variant_id/],
    [
      "a variant that can be no id",
      { answer: "choose_variant", variant_id: "'; DROP" },
      /variant_id|id looks like/,
    ],
    ["an unknown field", { answer: "handled", who: "me" }, /who/],
    [
      "an address without a city",
      {
        answer: "complete_address",
        address: { ...address, city: undefined },
      },
      /address, city/,
    ],
    [
      "a country in capitals",
      {
        answer: "complete_address",
        address: { ...address, country_code: "US" },
      },
      /country_code/,
    ],
    [
      "a country that is none",
      {
        answer: "complete_address",
        address: { ...address, country_code: "xx" },
      },
      /country_code/,
    ],
    [
      "an unknown field of the address",
      { answer: "complete_address", address: { ...address, planet: "x" } },
      /planet/,
    ],
    [
      "a note of 501 characters",
      { answer: "handled", note: "x".repeat(501) },
      /500/,
    ],
  ])("F67: is %s", async (_, body, message) => {
    expect(await resolve(shop, issue.id, body)).toMatchObject({
      status: 400,
      body: {
        type: "invalid_data",
        code: "invalid_data",
        message: expect.stringMatching(message),
      },
    })
    expect((await readQuestion(shop, issue.id)).state).toBe("open")
  })

  it("is an answer that its kind does not take, and those are named that it takes", async () => {
    expect(
      await resolve(shop, issue.id, { answer: "accept_totals" })
    ).toMatchObject({
      status: 400,
      body: {
        code: "answer_not_taken",
        message: expect.stringContaining("choose_variant, handled"),
      },
    })
  })

  it("is a variant that is not there", async () => {
    expect(
      await resolve(shop, issue.id, {
        answer: "choose_variant",
        variant_id: "variant_nobody",
      })
    ).toMatchObject({ status: 400, body: { code: "variant_not_found" } })
  })

  it.each(["siss_nobody", "%20", "x".repeat(300)])(
    "is the question %s, which is not there",
    async (id) => {
      expect(await resolve(shop, id, { answer: "handled" })).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      })
      expect(
        await answerOf(shop, `/admin/storefront/issues/${id}`)
      ).toMatchObject({ status: 404 })
    }
  )

  it.each([
    ["GET", "/admin/storefront/issues"],
    ["GET", "/admin/storefront/issues/siss_1"],
    ["POST", "/admin/storefront/issues/siss_1/resolve"],
    ["GET", "/admin/storefront/activity"],
    ["GET", "/admin/storefront/item-mappings"],
    ["DELETE", "/admin/storefront/item-mappings/smap_1"],
  ])("is %s %s without a credential", async (method, path) => {
    const answer = await fetch(`${shop.url}${path}`, { method })
    expect(answer.status).toBe(401)
  })

  it("F66: is nothing that a note says: it is kept as text", async () => {
    const note = "'); DROP TABLE storefront_issue;-- <script> \u0000 \ud800"
    const { body } = await resolve(shop, issue.id, {
      answer: "handled",
      note,
    })
    expect(body.issue.answer).toMatchObject({
      note: "'); DROP TABLE storefront_issue;-- <script> \ufffd \ufffd",
    })
  })
})
