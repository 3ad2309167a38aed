import { KeptPlans, type PlanName } from "./kept-plans"

const CLAIM = "SELECT id FROM job"

let asked: PlanName[]

/** A call that answers under a name as it is told, and else with «planned anew». */
const callThat =
  (answersNamed: () => string) =>
  (plan: PlanName): Promise<string> => {
    asked.push(plan)
    return Promise.resolve().then(() =>
      plan.name === undefined ? "planned anew" : answersNamed()
    )
  }

const refusal = (code: string) => (): never => {
  throw Object.assign(new Error("No"), { code })
}

beforeEach(() => {
  asked = []
})

it("names a statement by its text", async () => {
  const plans = new KeptPlans()
  const call = callThat(() => "kept")
  for (const text of [CLAIM, CLAIM, `${CLAIM} LIMIT 1`]) {
    expect(await plans.run(text, call)).toBe("kept")
  }
  const [first, again, other] = asked.map(({ name }) => name)
  expect(first).toMatch(/^.{1,63}$/)
  expect(again).toBe(first)
  expect(other).not.toBe(first)
  await new KeptPlans().run(CLAIM, call)
  expect(asked.at(-1)).toEqual({ name: first })
})

it.each(["26000", "42P05"])(
  "goes on without names where a pooler has lost them (%s)",
  async (code) => {
    const plans = new KeptPlans()
    const call = callThat(refusal(code))
    expect(await plans.run(CLAIM, call)).toBe("planned anew")
    expect(await plans.run(CLAIM, call)).toBe("planned anew")
    expect(asked).toEqual([{ name: expect.any(String) }, {}, {}])
  }
)

it("makes no statement again that may have been executed", async () => {
  const plans = new KeptPlans()
  await expect(plans.run(CLAIM, callThat(refusal("08006")))).rejects.toThrow(
    "No"
  )
  expect(asked).toHaveLength(1)
})
