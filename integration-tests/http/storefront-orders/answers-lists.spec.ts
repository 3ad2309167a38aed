import type { StorefrontActivityListResponse } from "../../../src/types/storefront-activity"
import type {
  StorefrontItemMappingListResponse,
  StorefrontQuestionListResponse,
} from "../../../src/types/storefront-issues"
import { answerOf } from "../../helpers/answer-of"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"

const PAYMENTS = `
  INSERT INTO storefront_payment
    (id, payment, payment_intent_id, checkout_session_id, amount, raw_amount, currency_code, livemode,
     source, state, order_id)
  SELECT 'spay_' || n, 'pi_' || n, 'pi_' || n, 'cs_' || n, 100, '{"value":"100","precision":20}', 'usd',
         false, 'webhook', 'held', 'order_' || n
  FROM generate_series(1, 2) AS n`

const ISSUES = `
  INSERT INTO storefront_issue
    (id, kind, subject, message, details, item_key, payment_id, answer, answering_since, answered_at,
     answered_by_type, answered_by, created_at)
  VALUES
    ('siss_line', 'line_not_matched', 'l1', 'Which?', '{}', '["k"]', 'spay_1', NULL, NULL, NULL, NULL, NULL, '2026-01-01T01:00:00Z'),
    ('siss_same', 'line_ambiguous', 'l2', 'Which?', '{}', '["k"]', 'spay_2', NULL, NULL, NULL, NULL, NULL, '2026-01-01T02:00:00Z'),
    ('siss_done', 'oversold', 'l3', 'Short', '{}', NULL, 'spay_1', '{"answer":"handled"}',
     '2026-01-02T00:00:00Z', '2026-01-02T00:00:01Z', 'user', 'user_1', '2026-01-01T03:00:00Z'),
    ('siss_going', 'oversold', 'l4', 'Short', '{}', NULL, 'spay_2', '{"answer":"handled"}',
     '2999-01-01T00:00:00Z', NULL, 'user', 'user_1', '2026-01-01T04:00:00Z')`

const ACTIVITY = `
  INSERT INTO storefront_activity
    (id, kind, actor_type, actor_id, message, details, payment_id, issue_id, order_id, created_at)
  VALUES
    ('sact_1', 'issue_answered', 'user', 'user_1', 'One', '{}', 'spay_1', 'siss_done', 'order_1', '2026-01-01T01:00:00Z'),
    ('sact_2', 'issue_answered', 'user', 'user_2', 'Two', '{}', 'spay_2', NULL, 'order_2', '2026-01-01T02:00:00Z'),
    ('sact_3', 'dispute_opened', 'system', NULL, 'Three', '{}', 'spay_2', NULL, 'order_2', '2026-01-01T03:00:00Z')`

describe("the lists of questions, of choices and of what was done", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("answers_lists")
    await shop.db.query(PAYMENTS)
    await shop.db.query(ISSUES)
    await shop.db.query(ACTIVITY)
    await shop.db.query(
      `INSERT INTO storefront_item_mapping (id, key, variant_id, item, chosen_by_type, chosen_by)
       VALUES ('smap_1', 'k1', 'variant_1', '{"name":"Coat"}', 'user', 'user_1'),
              ('smap_2', 'k2', 'variant_2', '{}', 'api_key', 'apk_1')`
    )
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each([
    ["", ["going", "same", "line"]],
    ["state=open", ["going", "same", "line"]],
    ["state=answered", ["done"]],
    ["state=all", ["going", "done", "same", "line"]],
    ["state=all&order=created_at", ["line", "same", "done", "going"]],
    ["kind=line_ambiguous", ["same"]],
    ["payment=pi_1&state=all", ["done", "line"]],
    ["payment=cs_2", ["going", "same"]],
    ["payment=spay_2&kind=oversold", ["going"]],
    ["payment=pi_nobody", []],
    ["order_id=order_1&state=all", ["done", "line"]],
    ["order_id=order_1&payment=pi_2&state=all", []],
    [`item_key=${encodeURIComponent('["k"]')}`, ["same", "line"]],
  ])("GET issues?%s lists %j", async (query, expected) => {
    const { issues, count } = await shop.admin<StorefrontQuestionListResponse>(
      `/admin/storefront/issues?${query}`
    )
    expect(issues.map(({ id }) => id)).toEqual(
      expected.map((id) => `siss_${id}`)
    )
    expect(count).toBe(expected.length)
  })

  it("shows of a question its payment, its state and who answered it", async () => {
    const { issues } = await shop.admin<StorefrontQuestionListResponse>(
      "/admin/storefront/issues?state=answered"
    )
    expect(issues).toEqual([
      {
        id: "siss_done",
        kind: "oversold",
        subject: "l3",
        message: "Short",
        details: {},
        item_key: null,
        state: "answered",
        answer: { answer: "handled" },
        answered_by: { type: "user", id: "user_1" },
        answered_at: "2026-01-02T00:00:01.000Z",
        created_at: "2026-01-01T03:00:00.000Z",
        payment: {
          id: "spay_1",
          payment: "pi_1",
          amount: 100,
          currency_code: "usd",
          state: "held",
          order_id: "order_1",
          order_display_id: null,
        },
      },
    ])
  })

  it("pages through them without missing one", async () => {
    const seen: string[] = []
    for (let offset = 0; offset < 4; offset++) {
      const page = await shop.admin<StorefrontQuestionListResponse>(
        `/admin/storefront/issues?state=all&limit=1&offset=${offset}`
      )
      expect(page).toMatchObject({ count: 4, offset, limit: 1 })
      seen.push(...page.issues.map(({ id }) => id))
    }
    expect(seen).toEqual(["siss_going", "siss_done", "siss_same", "siss_line"])
  })

  it.each([
    ["", ["3", "2", "1"]],
    ["payment=pi_2", ["3", "2"]],
    ["payment=pi_nobody", []],
    ["order_id=order_1", ["1"]],
    ["kind=issue_answered", ["2", "1"]],
    ["actor=user_1", ["1"]],
    ["actor=system", ["3"]],
    ["since=2026-01-01T02:00:00Z", ["3", "2"]],
    ["until=2026-01-01T02:00:00Z", ["1"]],
    ["since=2026-01-01T02:00:00Z&until=2026-01-01T03:00:00Z", ["2"]],
    ["limit=1&offset=1", ["2"]],
  ])("GET activity?%s lists %j", async (query, expected) => {
    const { activity } = await shop.admin<StorefrontActivityListResponse>(
      `/admin/storefront/activity?${query}`
    )
    expect(activity.map(({ id }) => id)).toEqual(
      expected.map((id) => `sact_${id}`)
    )
  })

  it("lists the choices that are remembered, and those of one variant", async () => {
    const list = async (query: string) =>
      shop.admin<StorefrontItemMappingListResponse>(
        `/admin/storefront/item-mappings${query}`
      )
    expect((await list("")).count).toBe(2)
    expect((await list("?variant_id=variant_1")).item_mappings).toEqual([
      {
        id: "smap_1",
        key: "k1",
        variant_id: "variant_1",
        item: { name: "Coat" },
        chosen_by: { type: "user", id: "user_1" },
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ])
  })

  it("F69: forgets a choice once where two do it at once, and logs it once", async () => {
    const forget = () =>
      answerOf(shop, "/admin/storefront/item-mappings/smap_2", {
        method: "DELETE",
      })
    const answers = await Promise.all([forget(), forget()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    const { count } = await shop.admin<StorefrontActivityListResponse>(
      "/admin/storefront/activity?kind=item_mapping_forgotten"
    )
    expect(count).toBe(1)
  })

  it.each([
    "issues?limit=201",
    "issues?limit=0",
    "issues?offset=-1",
    "issues?offset=99999999999",
    "issues?state=closed",
    "issues?kind=nothing",
    "issues?payment=a'b",
    "issues?colour=red",
    "issues?state=open&state=all",
    "issues/siss_line?fields=id",
    "activity?since=yesterday",
    "activity?limit=201",
    "activity?actor=a'b",
    "activity?who=me",
    "item-mappings?limit=201",
    "item-mappings?key=k1",
  ])("F67: refuses %s", async (path) => {
    expect(await answerOf(shop, `/admin/storefront/${path}`)).toMatchObject({
      status: 400,
      body: {
        type: "invalid_data",
        code: path.includes("&state=") ? "parameter_repeated" : "invalid_data",
      },
    })
  })
})
