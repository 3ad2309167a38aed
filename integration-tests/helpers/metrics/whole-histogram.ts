import { expectRule } from "./expect-rule"
import type { Family, Sample } from "./open-metrics"

/**
 * What is true of every histogram: for each set of labels buckets that grow up to +Inf, which is
 * the count.
 *
 * @throws Error
 */
export function expectWholeHistogram({ name, samples }: Family): void {
  for (const [set, those] of bySet(samples)) {
    const buckets = those.filter((one) => one.name === `${name}_bucket`)
    const limits = buckets.map(({ labels }) =>
      Number(labels.get("le")?.replace("Inf", "Infinity"))
    )
    const counts = buckets.map(({ value }) => value)
    expectRule(grows(limits, true), "limits of buckets grow", set)
    expectRule(grows(counts, false), "buckets hold what is below them", set)
    expectRule(limits.at(-1) === Infinity, "the last bucket is +Inf", set)
    const [count, sum] = ["_count", "_sum"].map(
      (suffix) => those.find((one) => one.name === `${name}${suffix}`)?.value
    )
    expectRule(count === counts.at(-1), "the last bucket is the count", set)
    expectRule(sum !== undefined, "there is a sum", set)
  }
}

function bySet(samples: readonly Sample[]): ReadonlyMap<string, Sample[]> {
  const sets = new Map<string, Sample[]>()
  for (const sample of samples) {
    const labels = [...sample.labels].filter(([label]) => label !== "le")
    const set = JSON.stringify(labels.sort())
    sets.set(set, [...(sets.get(set) ?? []), sample])
  }
  return sets
}

function grows(numbers: readonly number[], strictly: boolean): boolean {
  return numbers.every((number, index) => {
    const before = index === 0 ? -Infinity : (numbers[index - 1] ?? NaN)
    return strictly ? number > before : number >= before
  })
}
