import { FailedAttempts } from "./failed-attempts"
import { type Admission, KeyGate } from "./key-gate"

const GOOD = `sk_${"a".repeat(64)}`
const HERE = "203.0.113.7"
const ELSEWHERE = "198.51.100.9"

describe("the gate before the check of secret keys", () => {
  let gate: KeyGate

  beforeEach(() => {
    gate = new KeyGate(
      new FailedAttempts("key", { windowSeconds: 60, redis: null })
    )
  })

  /** What the check would make of the key. @returns whether it was asked */
  async function show(key: string, network: string): Promise<boolean> {
    const admission = await gate.admit(network, key)
    if (typeof admission === "number") {
      return false
    }
    if (key === GOOD) {
      admission.accept()
    } else {
      admission.refuse()
    }
    admission.end(true)
    return true
  }

  async function shown(
    key: (index: number) => string,
    network: string,
    times: number
  ): Promise<number> {
    let asked = 0
    for (let index = 0; index < times; index++) {
      asked += Number(await show(key(index), network))
    }
    return asked
  }

  const guess = (index: number) => `sk_${String(index).padStart(64, "0")}`
  const guessAtGood = (index: number) =>
    `sk_aaa${String(index).padStart(58, "0")}aaa`

  test("F68: a key that looks like another is heard ten times from one address", async () => {
    expect(await shown(guessAtGood, HERE, 30)).toBe(10)
    expect(await shown(guessAtGood, ELSEWHERE, 30)).toBe(10)
  })

  test("F68: different keys are heard fifty times from one address", async () => {
    expect(await shown((index) => `${guess(index)}${index}`, HERE, 200)).toBe(
      50
    )
  })

  test("F68: a key that was good goes on from the same address, and a new one from another", async () => {
    await show(GOOD, HERE)
    await shown(guessAtGood, HERE, 30)
    expect(await shown(() => GOOD, HERE, 100)).toBe(100)
    expect(await show(`sk_${"b".repeat(64)}`, ELSEWHERE)).toBe(true)
  })

  test("a good key's calls are not counted", async () => {
    expect(await shown(() => GOOD, HERE, 200)).toBe(200)
    expect(await shown(guessAtGood, HERE, 30)).toBe(10)
  })

  test("the first calls with a good key wait for the first of them, and all are heard", async () => {
    const [first, ...others] = Array.from({ length: 100 }, () =>
      gate.admit(HERE, GOOD)
    )
    ;((await first) as Admission).accept()
    const verdicts = await Promise.all(others)
    expect(verdicts.filter((verdict) => typeof verdict === "number")).toEqual(
      []
    )
  })

  test("a check that could not be made counts for nothing, and what was known of the key still does", async () => {
    const leaveOpen = async (key: string) => {
      const admission = await gate.admit(HERE, key)
      if (typeof admission !== "number") {
        admission.leaveOpen()
        admission.end(true)
      }
      return typeof admission
    }
    for (let index = 0; index < 100; index++) {
      expect(await leaveOpen(guessAtGood(index))).toBe("object")
    }
    await show(GOOD, HERE)
    await leaveOpen(GOOD)
    await shown(guessAtGood, HERE, 30)
    expect(await show(GOOD, HERE)).toBe(true)
  })

  test("a key that was revoked is counted like any other", async () => {
    await show(GOOD, HERE)
    const refuse = async () => {
      const admission = await gate.admit(HERE, GOOD)
      if (typeof admission !== "number") {
        admission.refuse()
        admission.end(true)
      }
      return typeof admission !== "number"
    }
    let asked = 0
    for (let index = 0; index < 30; index++) {
      asked += Number(await refuse())
    }
    // Once because it was known, and ten times because it was not any more.
    expect(asked).toBe(11)
  })

  test("a key that is shown where nobody asks for it counts for nothing, and stays known where it was", async () => {
    const showUnasked = async (key: string) => {
      const admission = await gate.admit(HERE, key)
      if (typeof admission !== "number") {
        admission.end(true)
      }
      return typeof admission
    }
    for (let index = 0; index < 100; index++) {
      expect(await showUnasked(guessAtGood(index))).toBe("object")
    }
    await show(GOOD, HERE)
    await showUnasked(GOOD)
    await shown(guessAtGood, HERE, 30)
    expect(await show(GOOD, HERE)).toBe(true)
  })

  test("a call that is broken off before the check is done counts, unless the key turns out to be good", async () => {
    const breakOff = async (key: string) => {
      const admission = await gate.admit(HERE, key)
      if (typeof admission !== "number") {
        admission.end(false)
      }
      return admission
    }
    let heard = 0
    for (let index = 0; index < 30; index++) {
      heard += Number(typeof (await breakOff(guessAtGood(index))) === "object")
    }
    expect(heard).toBe(10)

    const other = `sk_${"c".repeat(64)}`
    for (let index = 0; index < 30; index++) {
      const admission = await breakOff(other)
      expect(typeof admission).toBe("object")
      if (typeof admission === "object") {
        admission.accept()
      }
    }
  })
})
