// @ts-check
import { z } from "@medusajs/framework/zod"
import { withMirrorLab } from "../mirror/mirror-lab.mjs"
import { startMirrorServer } from "../mirror/mirror-server.mjs"
import { mirrorShop } from "../mirror/mirror-shop.mjs"
import { growthExponent } from "../statistics.mjs"

/**
 * @typedef {import("../bench.mjs").Bench} Bench
 * @typedef {import("../finding.mjs").Finding} Finding
 * @typedef {import("../mirror/mirror-lab.mjs").MirrorLab} MirrorLab
 */

const SIZES = [1_000, 10_000, 100_000]
const EXPONENT = 1.1
const LIST_MS = 200

const took = z.looseObject({ seconds: z.number() })
const listed = z.record(z.string(), z.number())

const works = ["push", "compare", "claim"]

/** Seconds or ms of each run, by what was done and then by the size. */
class Times {
  /** @type {Map<string, Map<number, number[]>>} */
  #times = new Map()

  /**
   * @param {string} what
   * @param {number} size
   * @param {number} time
   */
  add(what, size, time) {
    /** @type {Map<number, number[]>} */
    const sizes = this.#times.get(what) ?? new Map()
    this.#times.set(what, sizes)
    sizes.set(size, [...this.of(what, size), time])
  }

  /**
   * @param {string} what
   * @param {number} size
   */
  of(what, size) {
    return this.#times.get(what)?.get(size) ?? []
  }

  /** @returns {string[]} */
  names() {
    return [...this.#times.keys()]
  }

  /**
   * @param {string} what
   * @returns {number[]} one exponent a run
   */
  exponents(what) {
    return this.of(what, SIZES[0] ?? 0).map((_, run) =>
      growthExponent(
        SIZES.map((size) => ({
          size,
          time: this.of(what, size)[run] ?? Number.NaN,
        }))
      )
    )
  }
}

/**
 * A lab for each size, so that a run of every size meets the same machine.
 * @template Result
 * @param {Bench} bench
 * @param {(labs: Map<number, MirrorLab>) => Promise<Result>} work
 * @param {Map<number, MirrorLab>} [open]
 * @returns {Promise<Result>}
 */
async function withLabs(bench, work, open = new Map()) {
  const size = SIZES[open.size]
  if (size === undefined) return work(open)
  const shop = await mirrorShop(bench, size)
  return withMirrorLab(bench, shop, (lab) =>
    withLabs(bench, work, new Map([...open, [size, lab]]))
  )
}

/**
 * @param {Bench} bench
 * @param {Times} times
 */
const measureWork = (bench, times) =>
  withLabs(bench, async (labs) => {
    // Run 0 is not measured: the engine still compiles what it runs.
    for (let run = 0; run <= bench.runs; run++) {
      for (const what of works) {
        for (const [size, lab] of labs) {
          const { seconds } = took.parse(await lab.ask(what))
          if (run > 0) times.add(what, size, seconds)
        }
      }
      if (run > 0) bench.say(`run ${run} of ${bench.runs} of all sizes: done`)
    }
  })

/**
 * @param {Bench} bench
 * @param {Times} times
 */
async function measureLists(bench, times) {
  for (const size of SIZES) {
    const server = await startMirrorServer(bench, await mirrorShop(bench, size))
    try {
      for (let run = 0; run < bench.runs; run++) {
        const answer = listed.parse(await server.ask("lists", {}))
        for (const [name, ms] of Object.entries(answer)) {
          times.add(name, size, ms)
        }
      }
    } finally {
      await server.close()
    }
    bench.say(`lists of ${size.toLocaleString("en")} rows: done`)
  }
}

/**
 * How the time of each grows from 1,000 sizes over 10,000 to 100,000, and how
 * long staff wait for a page of the longest lists.
 * @param {Bench} bench
 * @returns {Promise<Finding[]>}
 */
async function run(bench) {
  const work = new Times()
  const lists = new Times()
  await measureWork(bench, work)
  await measureLists(bench, lists)
  /** @type {(what: string, ours: number[]) => Finding} */
  const growth = (what, ours) => ({
    figure: "P9",
    what: `growth of ${what} from 1,000 to 100,000 sizes, exponent`,
    unit: "",
    ours,
    theirs: null,
    goal: { kind: "at most", bound: EXPONENT },
  })
  const all = [work, lists]
  return [
    ...all.flatMap((times) =>
      times.names().map((what) => growth(what, times.exponents(what)))
    ),
    ...lists.names().map(
      (name) =>
        /** @type {Finding} */ ({
          figure: "P9",
          what: `a page of ${name} among 100,000 within`,
          unit: "ms",
          ours: lists.of(name, 100_000),
          theirs: null,
          goal: { kind: "at most", bound: LIST_MS },
        })
    ),
  ]
}

/** @type {import("../figure.mjs").Figure} */
export const growWithItems = {
  name: "P9",
  title: "Growth with the number of items",
  run,
}
