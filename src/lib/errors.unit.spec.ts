import {
  WorkError,
  outageError,
  passingError,
  permanentError,
  summarizeFailure,
} from "./errors"

it("keeps the cause, the code and whether trying again can help", () => {
  const cause = new Error("ECONNRESET")
  const error = passingError("stripe_unreachable", "No answer", cause)
  expect(error).toBeInstanceOf(WorkError)
  expect(error).toMatchObject({
    retry: "passing",
    code: "stripe_unreachable",
    message: "No answer",
    cause,
  })
  expect(permanentError("gone", "No such payment").retry).toBe("permanent")
})

describe("the summary of a failure", () => {
  it("knows an error of ours again after a workflow made a plain object of it", () => {
    const error = permanentError("no_such_payment", "No such payment")
    const { retry, code, message } = error
    expect(summarizeFailure({ retry, code, message })).toEqual(
      summarizeFailure(error)
    )
    expect(summarizeFailure(error)).toEqual({
      retry: "permanent",
      code: "no_such_payment",
      message: "No such payment",
    })
  })

  it("keeps no stack, no cause and no payload", () => {
    const cause = { body: "jane@example.com" }
    const failure = summarizeFailure(passingError("busy", "Busy", cause))
    expect(Object.keys(failure).sort()).toEqual(["code", "message", "retry"])
    expect(JSON.stringify(failure)).not.toContain("jane@example.com")
  })

  it.each([
    ["an error of unknown kind", new TypeError("x is not a function")],
    ["a text", "x is not a function"],
    ["an object with a message", { message: "x is not a function" }],
  ])("tries %s again rather than give it up by mistake", (_, thrown) => {
    expect(summarizeFailure(thrown)).toEqual({
      retry: "passing",
      code: "unexpected_error",
      message: "x is not a function",
    })
  })

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["an empty text", ""],
    ["an error without a message", new Error()],
    ["a message that is no text", { message: { a: 1 } }],
  ])("says so of %s", (_, thrown) => {
    expect(summarizeFailure(thrown)).toEqual({
      retry: "passing",
      code: "unexpected_error",
      message: "An error without a message",
    })
  })

  it("does not take an unknown word for «permanent», nor a number for a code", () => {
    const thrown = { retry: "never", code: 23_505, message: "duplicate key" }
    expect(summarizeFailure(thrown)).toMatchObject({
      retry: "passing",
      code: "unexpected_error",
    })
  })

  it("takes a text that PostgreSQL cannot read for no outage, and a pooler's refusal for one", () => {
    const ofPostgres = (message: string) =>
      Object.assign(new Error(message), { code: "08P01" })
    expect([
      summarizeFailure(ofPostgres("insert … - invalid message format")).retry,
      summarizeFailure(ofPostgres("server login has been failing")).retry,
    ]).toEqual(["passing", "outage"])
  })

  it("keeps the code of a database error for staff to filter by", () => {
    const thrown = Object.assign(new Error("out"), { code: "57P01" })
    expect(summarizeFailure(thrown)).toMatchObject({
      retry: "outage",
      code: "57P01",
    })
  })

  it.each(["ECONNREFUSED", "ECONNRESET", "57P03", "25P03", "08006", "53300"])(
    "takes %s from anywhere for an outage of the database",
    (code) => {
      const thrown = Object.assign(new Error("out"), { code })
      expect(summarizeFailure(thrown).retry).toBe("outage")
    }
  )

  it.each([
    "Connection terminated unexpectedly",
    "timeout exceeded when trying to connect",
    "Knex: Timeout acquiring a connection. The pool is probably full.",
  ])("takes «%s» for one though it has no code", (message) => {
    expect(summarizeFailure(new Error(message)).retry).toBe("outage")
  })

  it.each(["40001", "23505", "stripe_charge_disputed"])(
    "does not take %s for an outage",
    (code) => {
      const thrown = Object.assign(new Error("no"), { code })
      expect(summarizeFailure(thrown).retry).toBe("passing")
    }
  )

  it("leaves an error of ours what it says of itself", () => {
    expect(summarizeFailure(passingError("ECONNRESET", "Reset")).retry).toBe(
      "passing"
    )
    expect(summarizeFailure(outageError("out", "Out")).retry).toBe("outage")
  })

  it("cuts a message that would fill the table", () => {
    const { message } = summarizeFailure(new Error("x".repeat(10_000)))
    expect(message).toHaveLength(500)
  })
})
