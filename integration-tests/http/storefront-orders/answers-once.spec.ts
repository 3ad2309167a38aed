import { readOrder, readReservations } from "../../helpers/order"
import {
  type Asked,
  activityOf,
  ask,
  payAmount,
  readQuestion,
  resolve,
  unknownItem,
  variantOf,
} from "../../helpers/questions"
import { minor } from "../../helpers/buy"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  importedPayment,
  medusaQuantity,
} from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const TIE = "KCT-BURGUNDY-TIE"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const CLICKS = 20

/** The first answer counts, however often and by whomever it is given. */
describe("a question that is answered more than once", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answers_once")
  })

  afterAll(async () => {
    await shop.close()
  })

  const askCoat = (id: string): Promise<Asked> =>
    ask(shop, { kind: "ad_hoc", items: [unknownItem(id)] })

  const choice = async (sku: string) => ({
    answer: "choose_variant",
    variant_id: (await variantOf(shop, sku)).id,
  })

  it("F69: by many clicks at once is answered once, and all are told so", async () => {
    const { issue, order, payment } = await askCoat("clicked")
    const available = await medusaQuantity(shop, TIE)
    const body = await choice(TIE)

    const answers = await Promise.all(
      Array.from({ length: CLICKS }, () => resolve(shop, issue.id, body))
    )

    expect(answers.map(({ status }) => status)).toEqual(
      new Array(CLICKS).fill(200)
    )
    expect(
      answers.filter((answer) => !answer.body.answered_before)
    ).toHaveLength(1)
    expect(answers.some((answer) => answer.body.under_way)).toBe(false)
    expect(
      await readReservations(shop, await readOrder(shop, order.id))
    ).toHaveLength(1)
    expect(await medusaQuantity(shop, TIE)).toBe(available - 1)
    const { count } = await activityOf(shop, `payment=${payment.payment}`)
    expect(count).toBe(1)
  })

  it("F69: by many who accept the totals at once adds one line", async () => {
    const { issue, order, session } = await payAmount(
      shop,
      { kind: "ad_hoc", items: [cartItem(TIE)] },
      (total) => total + 500
    )
    const answers = await Promise.all(
      Array.from({ length: CLICKS }, () =>
        resolve(shop, issue.id, { answer: "accept_totals" })
      )
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const after = await readOrder(shop, order.id)
    expect(after.items).toHaveLength(order.items.length + 1)
    expect(minor(after.total)).toBe((session.amount_total ?? 0) + 500)
  })

  it("F69: by two with different answers at once has one, and the other is told who and when", async () => {
    const { issue, order } = await askCoat("disputed-choice")
    const answers = await Promise.all([
      resolve(shop, issue.id, await choice(TIE)),
      resolve(shop, issue.id, await choice(SHIRT)),
      resolve(shop, issue.id, { answer: "handled" }),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const refusals = answers.filter(({ status }) => status === 409)
    for (const { body } of refusals) {
      expect(body).toMatchObject({
        type: "conflict",
        code: "already_answered",
        message: expect.stringMatching(/by user user_\w+ at \d{4}-\d\d-\d\dT/),
      })
    }
    const { answer } = await readQuestion(shop, issue.id)
    const [line] = (await readOrder(shop, order.id)).items
    expect(line?.variant_id ?? null).toBe(answer?.variant_id ?? null)
    expect(
      (await readReservations(shop, await readOrder(shop, order.id))).length
    ).toBe(line?.variant_id ? 1 : 0)
  })

  it("F69: for a payment's last two questions at once leaves the payment imported", async () => {
    const { payment } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("last-1"), unknownItem("last-2")],
    })
    const body = await choice(TIE)
    const holder = await shop.db.connect()
    await holder.query("SELECT pg_advisory_lock(55106)")
    // Both are about to commit: neither sees yet what the other has closed.
    await shop.db.query(
      `CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock_shared(55106); RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON storefront_activity
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`
    )
    const answering = payment.issues.map(({ id }) => resolve(shop, id, body))
    await waitFor("both to wait", async () => {
      const { rowCount } = await shop.db.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`
      )
      return rowCount === 2
    })
    await holder.query("SELECT pg_advisory_unlock(55106)")
    holder.release()

    const answers = await Promise.all(answering)
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await shop.db.query("DROP TRIGGER wait_at_commit ON storefront_activity")
    expect((await importedPayment(shop, payment.payment)).state).toBe(
      "imported"
    )
  })

  it("by the same again later changes nothing, and says so", async () => {
    const { issue } = await askCoat("again")
    await resolve(shop, issue.id, { ...(await choice(TIE)), remember: false })
    const again = await resolve(shop, issue.id, await choice(TIE))
    expect(again).toMatchObject({
      status: 200,
      body: { answered_before: true, remembered: false },
    })
    expect(await resolve(shop, issue.id, { answer: "handled" })).toMatchObject({
      status: 409,
      body: { code: "already_answered" },
    })
  })

  it("is the application's secret key's too, and it is named", async () => {
    const { issue, payment } = await askCoat("by-key")
    const { api_key } = await shop.admin<{
      api_key: { id: string; token: string }
    }>("/admin/api-keys", {
      method: "POST",
      body: { title: "Answers", type: "secret" },
    })
    const answer = await fetch(
      `${shop.url}/admin/storefront/issues/${issue.id}/resolve`,
      {
        method: "POST",
        headers: {
          authorization: `Basic ${api_key.token}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ answer: "handled" }),
      }
    )
    expect(answer.status).toBe(200)
    const { activity } = await activityOf(shop, `payment=${payment.payment}`)
    expect(activity[0]?.actor).toEqual({ type: "api_key", id: api_key.id })
  })

  it("carries an answer out that was kept and never carried out", async () => {
    const { issue, order } = await askCoat("kept")
    const { id } = await variantOf(shop, TIE)
    // What a process leaves that dies right after it has kept the answer.
    await shop.db.query(
      `UPDATE storefront_issue
       SET answer = $2, answered_by_type = 'user', answered_by = 'user_gone',
           answering_since = now() - interval '61 seconds'
       WHERE id = $1`,
      [
        issue.id,
        JSON.stringify({
          answer: "choose_variant",
          variant_id: id,
          remember: false,
          apply_to_same: false,
        }),
      ]
    )
    const answers = await Promise.all([
      resolve(shop, issue.id, { answer: "handled" }),
      resolve(shop, issue.id, { answer: "choose_variant", variant_id: id }),
    ])
    expect(answers).toMatchObject([
      { status: 409, body: { code: "already_answered" } },
      { status: 200, body: { answered_before: true } },
    ])
    const after = await readOrder(shop, order.id)
    expect(after.items[0]?.variant_id).toBe(id)
    expect((await readQuestion(shop, issue.id)).answered_by).toEqual({
      type: "user",
      id: "user_gone",
    })
  })

  it("keeps an answer, and what was done of it, where the database fails meanwhile", async () => {
    const { issue, order } = await askCoat("failing")
    const body = await choice(TIE)
    await shop.db.query(
      `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE 'The database is not well'; END $$;
       CREATE TRIGGER fail_once BEFORE UPDATE ON storefront_issue FOR EACH ROW
       WHEN (NEW.answered_at IS NOT NULL) EXECUTE FUNCTION fail_once()`
    )
    expect(await resolve(shop, issue.id, body)).toMatchObject({
      status: 200,
      body: { under_way: true, issue: { state: "answering" } },
    })
    const reserved = async () =>
      readReservations(shop, await readOrder(shop, order.id))
    expect(await reserved()).toHaveLength(1)
    await shop.db.query(
      `DROP TRIGGER fail_once ON storefront_issue;
       UPDATE storefront_issue
       SET answering_since = answering_since - interval '61 seconds'
       WHERE answered_at IS NULL`
    )
    expect(await resolve(shop, issue.id, body)).toMatchObject({
      status: 200,
      body: { issue: { state: "answered" } },
    })
    expect(await reserved()).toHaveLength(1)
  })

  it("takes an answer back that became impossible before it was carried out", async () => {
    const { issue, payment } = await askCoat("gone-variant")
    await shop.db.query(
      `UPDATE storefront_issue
       SET answer = '{"answer":"choose_variant","variant_id":"variant_gone","remember":true,"apply_to_same":false}',
           answered_by_type = 'user', answered_by = 'user_gone',
           answering_since = now() - interval '61 seconds'
       WHERE id = $1`,
      [issue.id]
    )
    // Whoever comes next finds the question open again.
    const body = await choice(TIE)
    const status = await waitFor("the question to be open again", async () => {
      // The job that looks after such answers may be just about to take it back.
      const answer = await resolve(shop, issue.id, body)
      return answer.status !== 409 && answer.status
    })
    expect(status).toBe(200)
    const { activity } = await activityOf(shop, `payment=${payment.payment}`)
    expect(activity.map(({ kind }) => kind)).toEqual([
      "issue_answered",
      "issue_answer_withdrawn",
    ])
    expect(activity[1]?.details).toMatchObject({ code: "variant_not_found" })
  })
})
