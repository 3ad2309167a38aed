import type { ItemState } from "../../../modules/supabase-sync/client/item-states"
import { planCheck } from "./plan-check"

const figure = [{ id: "variant_1", quantity: 7, inStock: true }]
const state = (given: Partial<ItemState>): Map<string, ItemState> =>
  new Map([
    [
      "variant_1",
      { state: "done", pushedQuantity: 5, triedLately: false, ...given },
    ],
  ])

const PUSH = { push: ["variant_1"], again: [] }
const AGAIN = { push: [], again: ["variant_1"] }
const NOTHING = { push: [], again: [] }

describe("what is done with an item that an event named", () => {
  it.each([
    ["was pushed with that number", state({ pushedQuantity: 7 }), NOTHING],
    ["differs, and nobody has seen to it", state({}), PUSH],
    ["was never asked for", new Map<string, ItemState>(), PUSH],
    ["waits to be pushed", state({ state: "pending" }), NOTHING],
    ["is being pushed", state({ state: "running" }), AGAIN],
    ["was just pushed", state({ triedLately: true }), AGAIN],
    ["was given up long ago", state({ state: "dead" }), PUSH],
    ["was just given up", state({ state: "dead", triedLately: true }), NOTHING],
  ])("that %s", (_, states, plan) => {
    expect(planCheck(figure, states, false)).toEqual(plan)
  })

  it("that differs while a change waits", () => {
    expect(planCheck(figure, state({}), true)).toEqual(AGAIN)
  })
})
