import { expectRule } from "./expect-rule"
import { expectWholeHistogram } from "./whole-histogram"

/** One line with a value. */
export type Sample = {
  name: string
  labels: ReadonlyMap<string, string>
  value: number
}

/** A metric with all its values. */
export type Family = {
  name: string
  type: string
  help: string
  samples: Sample[]
}

/** What a sample's name ends in, by the type of its family. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ["_total", "_created"],
  gauge: [""],
  histogram: ["_bucket", "_count", "_sum", "_created"],
  unknown: [""],
}

const DESCRIPTION = /^# (TYPE|HELP) ([a-zA-Z_:][\w:]*) (.+)$/
/** Nothing but what the format lets stand there: no bare quotation mark, no other escape. */
const ESCAPED = /^(?:[^"\\\n]|\\["\\n])*$/
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"/g
/** As in the format's grammar, the words in any case. */
const SAMPLE =
  /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})? ([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|nan|[+-]?inf(?:inity)?)$/i

/**
 * Reads metrics by the letter of the format
 * (https://prometheus.io/docs/specs/om/open_metrics_spec/), as far as it is used here: without
 * timestamps, exemplars and units.
 *
 * @throws Error at the first line that breaks a rule
 */
export function parseOpenMetrics(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith("\n# EOF\n")) {
    throw new Error("The text does not end in # EOF")
  }
  const lines = text.slice(0, -"\n# EOF\n".length).split("\n")
  const families = new Map<string, Family>()
  let current: Family | undefined
  for (const line of lines) {
    const [, what = "", name = "", said = ""] = DESCRIPTION.exec(line) ?? []
    if (what === "") {
      expectRule(current !== undefined, "a value is described before", line)
      current?.samples.push(sampleOf(current, line))
      continue
    }
    if (current?.name !== name) {
      expectRule(!families.has(name), "a metric is in one piece", line)
      current = { name, type: "unknown", help: "", samples: [] }
      families.set(name, current)
    }
    describe(current, what, said, line)
  }
  families.forEach(expectWholeFamily)
  return families
}

function describe(
  family: Family,
  what: string,
  said: string,
  line: string
): void {
  expectRule(family.samples.length === 0, "descriptions come first", line)
  if (what === "TYPE") {
    expectRule(said in SUFFIXES, "the type is one of the format's", line)
    expectRule(family.type === "unknown", "one type a metric", line)
    family.type = said
  } else {
    expectRule(family.help === "", "one help a metric", line)
    expectRule(ESCAPED.test(said), "the help is escaped", line)
    family.help = said
  }
}

function sampleOf(family: Family, line: string): Sample {
  const [whole, name = "", labels = "", value = ""] = SAMPLE.exec(line) ?? []
  expectRule(whole !== undefined, "a value is a name, labels, a number", line)
  const suffixes = SUFFIXES[family.type] ?? []
  expectRule(
    suffixes.some((suffix) => name === `${family.name}${suffix}`),
    "a value has its family's name",
    line
  )
  return { name, labels: labelsOf(labels, line), value: numberOf(value) }
}

function labelsOf(text: string, line: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(LABEL)]
  const written = found.map(([one]) => one).join(",")
  expectRule(written === text, "labels are name=value with commas", line)
  const labels = new Map(
    found.map(([, name = "", value = ""]) => [name, value])
  )
  expectRule(labels.size === found.length, "a label is there once", line)
  return labels
}

function numberOf(text: string): number {
  const [, sign = "", infinite] = /^([+-]?)(inf)/i.exec(text) ?? []
  return infinite ? Number(`${sign}Infinity`) : Number(text)
}

function expectWholeFamily(family: Family): void {
  const { name, type, samples, help } = family
  expectRule(help !== "", "a metric has a help", name)
  const keys = samples.map((one) => keyOf(one))
  expectRule(new Set(keys).size === keys.length, "a value is there once", name)
  if (type === "counter" || type === "histogram") {
    const isFine = samples.every(({ value }) => value >= 0)
    expectRule(isFine, "what counts up is not negative", name)
  }
  if (type === "histogram") {
    expectWholeHistogram(family)
  }
}

/** What tells a value from all others of its family. */
export function keyOf({ name, labels }: Sample): string {
  return JSON.stringify([name, ...[...labels].sort()])
}
