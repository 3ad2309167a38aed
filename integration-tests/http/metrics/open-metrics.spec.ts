import { parseOpenMetrics } from "../../helpers/metrics/open-metrics"

const END = "# EOF\n"
const GAUGE = "# HELP up Whether it is\n# TYPE up gauge\n"
const COUNTER = "# HELP seen How often\n# TYPE seen counter\n"
const HISTOGRAM = "# HELP took How long\n# TYPE took histogram\n"

/** A check that lets everything through would show nothing. */
describe("the check of the format", () => {
  it("reads what is right", () => {
    const families = parseOpenMetrics(
      `${GAUGE}up{part="a \\"b\\" \\\\ \\n c"} 1\nup{part="x"} Nan\n${COUNTER}seen_total 3e+21\n${HISTOGRAM}took_bucket{le="0.1"} 1\ntook_bucket{le="+Inf"} 2\ntook_sum 1.5\ntook_count 2\n${END}`
    )
    expect([...families.keys()]).toEqual(["up", "seen", "took"])
    expect(families.get("seen")?.samples[0]?.value).toBe(3e21)
    expect(families.get("took")?.samples).toHaveLength(4)
  })

  it.each([
    ["no end", `${GAUGE}up 1\n`],
    ["an end in the middle", `${GAUGE}${END}up 1\n${END}`],
    ["an empty line", `${GAUGE}\nup 1\n${END}`],
    ["a value that is not described", `up 1\n${END}`],
    [
      "a description after its value",
      `# TYPE up gauge\nup 1\n# HELP up Is\n${END}`,
    ],
    ["no help", `# TYPE up gauge\nup 1\n${END}`],
    ["two types", `${GAUGE}# TYPE up counter\nup 1\n${END}`],
    ["a type that is none", `# HELP up Is\n# TYPE up meter\nup 1\n${END}`],
    [
      "a metric in two pieces",
      `${GAUGE}up 1\n${COUNTER}seen_total 1\n${GAUGE}up{a="b"} 1\n${END}`,
    ],
    ["a value of another metric", `${GAUGE}down 1\n${END}`],
    [
      "a value that is there twice",
      `${GAUGE}up{a="b",c="d"} 1\nup{c="d",a="b"} 2\n${END}`,
    ],
    ["a label that is there twice", `${GAUGE}up{a="b",a="c"} 1\n${END}`],
    ["a label without quotation marks", `${GAUGE}up{a=b} 1\n${END}`],
    ["a quotation mark in a label", `${GAUGE}up{a="b"c"} 1\n${END}`],
    ["an escape that is none", `${GAUGE}up{a="\\t"} 1\n${END}`],
    [
      "a quotation mark in a help",
      `# HELP up "Is"\n# TYPE up gauge\nup 1\n${END}`,
    ],
    ["no number", `${GAUGE}up one\n${END}`],
    ["a hexadecimal number", `${GAUGE}up 0x10\n${END}`],
    ["a counter without _total", `${COUNTER}seen 1\n${END}`],
    ["a counter below 0", `${COUNTER}seen_total -1\n${END}`],
    [
      "a histogram without +Inf",
      `${HISTOGRAM}took_bucket{le="1"} 1\ntook_sum 1\ntook_count 1\n${END}`,
    ],
    [
      "buckets that shrink",
      `${HISTOGRAM}took_bucket{le="1"} 2\ntook_bucket{le="+Inf"} 1\ntook_sum 1\ntook_count 1\n${END}`,
    ],
    [
      "buckets out of order",
      `${HISTOGRAM}took_bucket{le="2"} 1\ntook_bucket{le="1"} 1\ntook_bucket{le="+Inf"} 1\ntook_sum 1\ntook_count 1\n${END}`,
    ],
    [
      "a count that is another",
      `${HISTOGRAM}took_bucket{le="+Inf"} 1\ntook_sum 1\ntook_count 2\n${END}`,
    ],
    [
      "a histogram without a sum",
      `${HISTOGRAM}took_bucket{le="+Inf"} 1\ntook_count 1\n${END}`,
    ],
  ])("refuses %s", (_, text) => {
    expect(() => parseOpenMetrics(text)).toThrow()
  })
})
