import { MedusaError } from "@medusajs/framework/utils"
import { blamingTheCaller } from "./blame-the-caller"

const ofPostgres = (code: string, message: string): Error =>
  Object.assign(new Error(message), { code })

it.each([
  ["2201W", "select 1 limit -1 - LIMIT must not be negative"],
  ["2201X", "select 1 offset -1 - OFFSET must not be negative"],
  ["22003", "select $1 - value out of range for type integer"],
  ["22007", "select $1 - invalid input syntax for type timestamp"],
  ["22021", "select $1 - invalid byte sequence for encoding UTF8: 0x00"],
  ["22P05", "select $1 - unsupported Unicode escape sequence"],
  ["08P01", "select 'a' - invalid message format"],
])("F67: blames the caller for %s, without the statement", (code, message) => {
  expect(blamingTheCaller(ofPostgres(code, message))).toMatchObject({
    type: MedusaError.Types.INVALID_DATA,
    message: expect.not.stringContaining("select"),
  })
})

it("F67: blames the caller for a name with two dots", () => {
  const message = "Key accessor a.b.c is not allowed"
  const error = new MedusaError(MedusaError.Types.INVALID_ARGUMENT, message)
  expect(blamingTheCaller(error)).toMatchObject({
    type: MedusaError.Types.INVALID_DATA,
    message,
  })
})

it.each([
  ["a division by zero", ofPostgres("22012", "division by zero")],
  ["a pooler that says no", ofPostgres("08P01", "server login failed")],
  ["a cut connection", ofPostgres("08006", "connection failure")],
  ["a wrong argument", new MedusaError("invalid_argument", "No such field")],
  ["no error at all", "22003"],
  ["nothing", null],
])("leaves %s as it is", (_, error) => {
  expect(blamingTheCaller(error)).toBe(error)
})
