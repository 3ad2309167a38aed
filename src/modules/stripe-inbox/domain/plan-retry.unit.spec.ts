import { type RetryCandidate, planRetry } from "./plan-retry"

const dead: RetryCandidate = {
  id: "evt_1",
  state: "dead",
  is_due: false,
  has_payload: true,
  generation: 1,
  claimed_generation: 1,
  attempt: 1,
  just_started: false,
}

describe("whether an event is sent off again", () => {
  it.each<[string, Partial<RetryCandidate>]>([
    ["given up", {}],
    ["done", { state: "done" }],
    ["left alone", { state: "ignored" }],
    ["waiting after a failure", { state: "pending", attempt: 3 }],
    ["running", { state: "running" }],
    ["given up as soon as it had arrived", { just_started: true }],
    ["given up again a while ago", { generation: 2, claimed_generation: 2 }],
    [
      "given up after several attempts, the last one just now",
      { generation: 2, claimed_generation: 2, attempt: 4, just_started: true },
    ],
  ])("is where it is %s", (_, state) => {
    expect(planRetry({ ...dead, ...state })).toBe("sent_off")
  })

  it.each<[string, Partial<RetryCandidate>]>([
    ["due already", { state: "pending", is_due: true }],
    [
      "asked for already while it runs",
      { state: "running", generation: 2, claimed_generation: 1 },
    ],
    [
      "running since the first click",
      {
        state: "running",
        generation: 2,
        claimed_generation: 2,
        just_started: true,
      },
    ],
    [
      "given up again since the first click",
      { generation: 2, claimed_generation: 2, just_started: true },
    ],
  ])("F69: is not where it is %s", (_, state) => {
    expect(planRetry({ ...dead, ...state })).toBe("already_waiting")
  })

  it("F69: is by what the person saw, where that is known", () => {
    const event = { ...dead, generation: 3, claimed_generation: 3 }
    expect(planRetry(event, 2)).toBe("already_waiting")
    expect(planRetry(event, 3)).toBe("sent_off")
    expect(planRetry({ ...event, just_started: true }, 3)).toBe("sent_off")
  })

  it("is not where its payload was pruned", () => {
    expect(planRetry({ ...dead, has_payload: false })).toBe("payload_pruned")
  })
})
