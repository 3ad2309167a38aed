import { MedusaError } from "@medusajs/framework/utils"
import { refusalOfRequest } from "./refusal-of-request"

/** As the parsers of express make them. */
function parserError(statusCode: number, fields: object): Error {
  const error = new SyntaxError('Unexpected token "4", "4242 4242"… is no JSON')
  return Object.assign(error, { statusCode, expose: true, ...fields })
}

it.each([
  [413, "entity.too.large", "body_too_large"],
  [400, "entity.parse.failed", "body_malformed"],
  [415, "charset.unsupported", "charset_unsupported"],
  [415, "encoding.unsupported", "encoding_unsupported"],
  [400, "request.aborted", "request_aborted"],
  [400, "request.size.invalid", "content_length_wrong"],
  [400, "something.new", "request_malformed"],
  [400, undefined, "request_malformed"],
])("says %s to %s, with the code %s", (status, type, code) => {
  expect(refusalOfRequest(parserError(status, { type }))).toEqual({
    status,
    type: "invalid_data",
    code,
    message: expect.stringMatching(/^The /),
  })
})

it("quotes nothing of the body", () => {
  const error = parserError(400, { type: "entity.parse.failed", body: "4242" })
  expect(JSON.stringify(refusalOfRequest(error))).not.toContain("4242")
})

it("says how large a body may be", () => {
  const error = parserError(413, { type: "entity.too.large", limit: 1_048_576 })
  expect(refusalOfRequest(error)?.message).toContain("1048576 bytes at most")
})

it("F66: refuses an object that cannot be quoted, which Medusa fails at", () => {
  const toText: unknown = { toString: 1, valueOf: null }
  const fail = (): unknown => {
    try {
      return String(toText)
    } catch (error) {
      return error
    }
  }
  expect(refusalOfRequest(fail())).toMatchObject({
    status: 400,
    code: "invalid_data",
  })
})

it.each([
  ["an error of Medusa's", new MedusaError("not_found", "Not there")],
  ["a fault of the server's own", parserError(500, { expose: false })],
  ["any other error", new Error("socket hang up")],
  ["a text", "socket hang up"],
])("leaves %s to others", (_, error) => {
  expect(refusalOfRequest(error)).toBeNull()
})
