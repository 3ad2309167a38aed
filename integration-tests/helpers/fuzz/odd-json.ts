import type { Dice } from "./dice"

const DEPTH = 10_000

/** Values that somebody once did not think of, as JSON text. */
const ODD_TEXTS: readonly [string, ...string[]] = [
  "null",
  "true",
  "[]",
  "{}",
  "[null]",
  '""',
  "0",
  "-0",
  "-1",
  "1.5",
  "1e308",
  "1e999",
  "9007199254740993",
  "2147483648",
  "123456789012345678901234567890",
  '"1"',
  '"NaN"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"👔🧵"',
  '"\\u202e\\u200b"',
  '"e\\u0301"',
  '"a\\r\\nX-Forged: 1"',
  '"\'; DROP TABLE \\"order\\"; --"',
  '"<script>alert(1)</script>"',
  '"../../etc/passwd"',
  '"${jndi:ldap://127.0.0.1/a}"',
  '"{{constructor}}"',
  '"order_01ABC"',
  '"2026-02-30T25:00:00Z"',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"$gt":""}',
  '{"$ne":null}',
  '{"length":1000000000}',
  '{"toString":1,"valueOf":null}',
  `"${"x".repeat(2_000)}"`,
  `[${Array(300).fill("0").join(",")}]`,
]

/** Texts that are no JSON at all, or far too much of it. */
const BROKEN_TEXTS: readonly [string, ...string[]] = [
  "",
  "{",
  "[",
  '{"a":',
  "{'a':1}",
  '{"a":1,}',
  "undefined",
  "NaN",
  "\u0000",
  "\ufeff{}",
  "[".repeat(DEPTH) + "]".repeat(DEPTH),
  '{"a":'.repeat(DEPTH) + "1" + "}".repeat(DEPTH),
  "a=1&b=2",
  "<xml/>",
]

const ODD_KEYS: readonly [string, ...string[]] = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "$where",
  "a.b",
  "a[b]",
  "\\u0000",
  "additional_data",
  "unknown",
]

export const oddValue = (dice: Dice): string => dice.pick(ODD_TEXTS)

/**
 * A JSON text like another one, with something wrong in it: a field changed, added, doubled or left
 * out, or the whole of it replaced.
 */
export function oddJson(dice: Dice, valid: unknown): string {
  if (dice.percent(8)) {
    return dice.pick(BROKEN_TEXTS)
  }
  if (dice.percent(8)) {
    return oddValue(dice)
  }
  if (dice.percent(6)) {
    return `[${JSON.stringify(valid)},${oddValue(dice)}]`
  }
  return oddLike(dice, valid)
}

function oddLike(dice: Dice, value: unknown): string {
  if (Array.isArray(value)) {
    const hit = dice.below(value.length + 1)
    const items = value.map((item, at) =>
      at === hit ? oddLike(dice, item) : JSON.stringify(item)
    )
    return `[${[...items, ...(hit === value.length ? [oddValue(dice)] : [])].join(",")}]`
  }
  if (typeof value !== "object" || value === null) {
    return oddValue(dice)
  }
  const fields = Object.entries(value)
  const hit = dice.below(fields.length + 1)
  const texts = fields.flatMap(([key, inner], at) => {
    const whole = `${JSON.stringify(key)}:${JSON.stringify(inner)}`
    if (at !== hit) {
      return [whole]
    }
    const odd = `${JSON.stringify(key)}:${oddLike(dice, inner)}`
    return dice.pick([[odd], [odd], [odd], [], [whole, odd]])
  })
  const added =
    hit === fields.length ? [`"${dice.pick(ODD_KEYS)}":${oddValue(dice)}`] : []
  return `{${[...texts, ...added].join(",")}}`
}
