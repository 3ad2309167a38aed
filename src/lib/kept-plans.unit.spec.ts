import { KeptPlans, type PlanName } from "./kept-plans"

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

it("names a statement", async () => {
  const plans = new KeptPlans()
  const answer = await plans.run(
    "claim",
    callThat(() => "kept")
  )
  expect(answer).toBe("kept")
  expect(asked).toEqual([{ name: "claim" }])
})

it.each(["26000", "42P05"])(
  "goes on without names where a pooler has lost them (%s)",
  async (code) => {
    const plans = new KeptPlans()
    const call = callThat(refusal(code))
    expect(await plans.run("claim", call)).toBe("planned anew")
    expect(await plans.run("claim", call)).toBe("planned anew")
    expect(asked).toEqual([{ name: "claim" }, {}, {}])
  }
)

it("makes no statement again that may have been executed", async () => {
  const plans = new KeptPlans()
  await expect(plans.run("claim", callThat(refusal("08006")))).rejects.toThrow(
    "No"
  )
  expect(asked).toHaveLength(1)
})
