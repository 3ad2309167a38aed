import { checkPart } from "./check-part"

it("finds a part well", async () => {
  const part = await checkPart("database", () => Promise.resolve(null))
  expect(part).toEqual({ part: "database", ok: true })
})

it("names what is wrong with a part", async () => {
  const part = await checkPart("migrations", () => Promise.resolve("Missing"))
  expect(part).toEqual({ part: "migrations", ok: false, problem: "Missing" })
})

it("counts a part that cannot be asked as out, and gives no cause away", async () => {
  const cause = new Error("connect ECONNREFUSED 10.0.0.7:5432")
  const part = await checkPart("database", () => Promise.reject(cause))
  expect(part).toMatchObject({ ok: false })
  expect(part.problem).not.toContain("10.0.0.7")
})

it("gives up on a part that does not answer", async () => {
  const silent = () => new Promise<null>(() => undefined)
  expect(await checkPart("stripe_inbox", silent, 10)).toEqual({
    part: "stripe_inbox",
    ok: false,
    problem: "It gave no answer within 0.01 s",
  })
})
