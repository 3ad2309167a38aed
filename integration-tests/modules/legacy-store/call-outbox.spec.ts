import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"

describe("the table of calls", () => {
  let store: LegacyStoreUnderTest

  beforeEach(async () => {
    store = await openLegacyStore("variants")
  })

  afterEach(async () => {
    await store.drop()
  })

  it.each(["anon", "authenticated", "medusa_sync"])(
    "is closed to %s",
    async (role) => {
      const client = await store.owner.connect()
      try {
        await client.query(`SET ROLE ${role}`)
        for (const sql of [
          "SELECT * FROM medusa_calls",
          "DELETE FROM medusa_calls",
          "SELECT medusa_calls_put('pi_1', '{}', 1)",
          "SELECT * FROM medusa_calls_take(1, 1)",
          "SELECT medusa_calls_settle('pi_1', 1, 'done', 200, null, 0)",
        ]) {
          await expect(client.query(sql)).rejects.toThrow("permission denied")
        }
      } finally {
        await client.query("RESET ROLE")
        client.release()
      }
    }
  )

  it("has row level security on, and forgets what is done after 30 days", async () => {
    const { rows } = await store.owner.query(
      "SELECT relrowsecurity FROM pg_class WHERE oid = 'public.medusa_calls'::regclass"
    )
    expect(rows).toEqual([{ relrowsecurity: true }])
    await store.owner.query(
      `INSERT INTO medusa_calls (payment, state, updated_at) VALUES
         ('pi_old', 'done', now() - interval '31 days'), ('pi_new', 'done', now())`
    )
    await store.owner.query("SELECT * FROM medusa_calls_take(1, 1)")
    const left = await store.owner.query("SELECT payment FROM medusa_calls")
    expect(left.rows).toEqual([{ payment: "pi_new" }])
  })
})
