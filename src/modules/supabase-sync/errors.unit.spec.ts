import { WorkError } from "../../lib/errors"
import { failureOfOutcome, toLegacyStoreError } from "./errors"

/** An error as pg throws it. */
function databaseError(code: string, message = "what PostgreSQL says") {
  return Object.assign(new Error(message), { code })
}

describe("an error of the legacy store", () => {
  it.each([
    ["22003", "a number out of range", "permanent"],
    ["22P02", "a wrong type", "permanent"],
    ["23502", "a column that must not be empty", "permanent"],
    ["23505", "a double", "permanent"],
    ["23514", "a check that fails", "permanent"],
    ["P0001", "a trigger of the shop that refuses the number", "permanent"],
    // What follows is mended by waiting, or by a person while the queue waits.
    ["40001", "a serialization failure", "passing"],
    ["40P01", "a deadlock", "passing"],
    ["42501", "a permission that was revoked", "outage"],
    ["42703", "a column that was renamed", "outage"],
    ["42P01", "a table that is missing", "outage"],
    ["25006", "a read-only replica", "outage"],
    ["53300", "too many connections", "outage"],
    ["57014", "a statement that took too long", "outage"],
    ["57P01", "a server that shuts down", "outage"],
    ["28P01", "a wrong password", "outage"],
    ["08006", "a lost connection", "outage"],
    ["ECONNREFUSED", "a server that is out", "outage"],
  ])("%s, %s, is %s", (code, _, retry) => {
    const cause = databaseError(code)
    const error = toLegacyStoreError(cause)
    expect(error).toBeInstanceOf(WorkError)
    expect(error).toMatchObject({
      retry,
      code: `legacy_store_${code}`,
      message: expect.stringContaining("what PostgreSQL says"),
      cause,
    })
  })

  it.each([
    ["SELF_SIGNED_CERT_IN_CHAIN", "SUPABASE_CA_CERT"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SUPABASE_CA_CERT"],
    ["CERT_HAS_EXPIRED", "renewed"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "SUPABASE_DB_URL"],
  ])("F61: %s says what to do", (code, advice) => {
    expect(toLegacyStoreError(databaseError(code, "as Node says"))).toEqual(
      expect.objectContaining({
        retry: "outage",
        code: `legacy_store_${code}`,
        message: expect.stringMatching(`${advice}.*\\(as Node says\\)$`),
      })
    )
  })

  it("F61: a server without TLS says what to do", () => {
    const cause = new Error("The server does not support SSL connections")
    expect(toLegacyStoreError(cause)).toMatchObject({
      retry: "outage",
      code: "legacy_store_no_tls",
      message: expect.stringContaining("Switch TLS on there"),
    })
  })

  it("a row that a policy does not let pass concerns that row alone", () => {
    const refused = Object.assign(databaseError("42501"), {
      routine: "ExecWithCheckOptions",
    })
    expect(toLegacyStoreError(refused).retry).toBe("permanent")
  })

  it.each([
    ["42703", "01-medusa-columns.sql"],
    ["42501", "02-sync-role.sql"],
    ["25006", "the primary"],
    ["23514", "then push again"],
    ["P0001", "then push again"],
    ["28P01", "SUPABASE_DB_URL"],
  ])("%s says what to do: %s", (code, advice) => {
    expect(toLegacyStoreError(databaseError(code)).message).toContain(advice)
  })

  it.each([
    ["an error without a code", new Error("Connection terminated")],
    ["a code that is no text", Object.assign(new Error("x"), { code: 23505 })],
  ])("takes %s for the store not being reached", (_, cause) => {
    expect(toLegacyStoreError(cause)).toMatchObject({
      retry: "outage",
      code: "legacy_store_unreachable",
    })
  })

  it.each([
    ["an error without words", databaseError("ECONNREFUSED", "")],
    ["something that is no error", "gone"],
    ["nothing", undefined],
    ["null", null],
  ])("has words for %s", (_, thrown) => {
    expect(toLegacyStoreError(thrown)).toMatchObject({
      retry: "outage",
      message: "Legacy store: no answer",
    })
  })
})

describe("what came of a figure", () => {
  it.each(["written", "superseded"] as const)(
    "%s: the legacy store has this number or a newer one",
    (outcome) => {
      expect(failureOfOutcome(outcome)).toBeNull()
    }
  )

  it("a row that is not linked waits for a person", () => {
    expect(failureOfOutcome("not_found")).toMatchObject({
      retry: "permanent",
      code: "legacy_row_not_found",
    })
  })

  it("an update that row-level security filtered out is a failure, and is tried again", () => {
    expect(failureOfOutcome("refused")).toMatchObject({
      retry: "passing",
      code: "legacy_row_refused",
    })
  })
})
