import fc from "fast-check"
import { OutageWatch, type Sign } from "./outage-watch"

let now: number
let watch: OutageWatch

/** One that has been answered, and shortens no pause. */
beforeEach(() => {
  now = 1_000_000
  watch = new OutageWatch(() => 1)
  watch.note("answered", now)
})

const note = (...signs: Sign[]): boolean[] =>
  signs.map((sign) => watch.note(sign, now))

describe("an outage", () => {
  it("is three jobs in a row that met it", () => {
    note("outage", "outage", "answered", "outage", "outage")
    expect(watch.isPaused).toBe(false)
    note("outage")
    expect(watch.isPaused).toBe(true)
  })

  it("is not hidden by jobs between that do not ask the other side", () => {
    note("outage", "not_asked", "outage", "not_asked", "outage")
    expect(watch.isPaused).toBe(true)
  })

  it("is not over because of a job that did not ask, and may be probed again at once", () => {
    note("outage", "outage", "outage")
    now += 1_000
    watch.takeProbe(now)
    expect(note("not_asked")).toEqual([false])
    expect(watch.isPaused).toBe(true)
    expect(watch.takeProbe(now)).toBe(true)
  })

  it("is the first job of a process that met it: its predecessor may have seen more", () => {
    const fresh = new OutageWatch()
    fresh.note("outage", now)
    expect(fresh.isPaused).toBe(true)
  })

  it("lets one probe at a time through, after 1 s, 2 s, 4 s … 10 s", () => {
    note("outage", "outage", "outage")
    const pauses: number[] = []
    for (let probe = 0; probe < 6; probe++) {
      const since = now
      while (!watch.takeProbe(now)) {
        now += 100
      }
      pauses.push(now - since)
      expect(watch.takeProbe(now + 60_000)).toBe(false)
      note("outage")
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })

  it("is not prolonged by what had begun before it was noticed", () => {
    note("outage", "outage", "outage", "outage", "outage")
    now += 1_000
    expect(watch.takeProbe(now)).toBe(true)
  })

  it("is over with the first answer, and that is news once", () => {
    note("outage", "outage", "outage")
    expect(note("answered", "answered")).toEqual([true, false])
    expect(watch.isPaused).toBe(false)
  })

  it("is over, and no news, where there is nothing to find out with", () => {
    note("outage", "outage", "outage")
    now += 1_000
    watch.takeProbe(now)
    expect(note("no_job")).toEqual([false])
    expect(watch.isPaused).toBe(false)
  })

  it("may be probed again at once where the database gave no job", () => {
    note("outage", "outage", "outage")
    now += 1_000
    watch.takeProbe(now)
    watch.giveProbeBack()
    expect(watch.takeProbe(now)).toBe(true)
  })

  it("is probed within 10 s, whatever happened before", () => {
    const steps = fc.array(
      fc.record({
        sign: fc.constantFrom<Sign[]>(
          "answered",
          "outage",
          "not_asked",
          "no_job"
        ),
        after: fc.nat(20_000),
      })
    )
    fc.assert(
      fc.property(steps, (taken) => {
        const any = new OutageWatch()
        let time = 0
        for (const { sign, after } of taken) {
          time += after
          if (!any.isPaused || any.takeProbe(time)) {
            any.note(sign, time)
          }
        }
        return !any.isPaused || any.takeProbe(time + 10_000)
      })
    )
  })
})

it("is news, the first answer of a process", () => {
  const fresh = new OutageWatch()
  expect([fresh.note("answered", now), fresh.note("answered", now)]).toEqual([
    true,
    false,
  ])
})
