import { MedusaError } from "@medusajs/framework/utils"
import { blamingForNames, blamingForValues } from "./blame-the-caller"

const READING = true
const WRITING = false

const ofPostgres = (code: string, message: string): Error =>
  Object.assign(new Error(`select $1 - ${message}`), { code })

const refused = {
  type: MedusaError.Types.INVALID_DATA,
  message: expect.not.stringContaining("select"),
}

it.each([
  ["2201W", "LIMIT must not be negative"],
  ["2201X", "OFFSET must not be negative"],
  ["22021", "invalid byte sequence for encoding UTF8: 0x00"],
  ["22P05", "unsupported Unicode escape sequence"],
  ["08P01", "invalid message format"],
])("F67: blames the caller for %s: %s", (code, message) => {
  const error = ofPostgres(code, message)
  expect(blamingForValues(error, READING)).toMatchObject(refused)
  expect(blamingForValues(error, WRITING)).toMatchObject({
    ...refused,
    cause: error,
  })
})

it.each([
  ["22003", "value out of range for type integer"],
  ["22007", "invalid input syntax for type timestamp"],
  ["22008", "date/time field value out of range"],
  ["22P02", "invalid input syntax for type integer"],
  ["2201B", "invalid regular expression"],
])("F67: blames who only asks for %s: %s", (code, message) => {
  const error = ofPostgres(code, message)
  expect(blamingForValues(error, READING)).toMatchObject(refused)
  expect(blamingForValues(error, WRITING)).toBe(error)
})

it("F67: blames the caller for a name with two dots", () => {
  const message = "Key accessor a.b.c is not allowed"
  const error = new MedusaError(MedusaError.Types.INVALID_ARGUMENT, message)
  expect(blamingForNames(error)).toMatchObject({
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
  expect(blamingForNames(error)).toBe(error)
  expect(blamingForValues(error, READING)).toBe(error)
})
