import type { Dice } from "./dice"

const ODD_PARTS: readonly [string, ...string[]] = [
  "%00",
  "%0d%0aX-Forged:%201",
  "%ff%fe",
  "%",
  "%zz",
  "..%2f..%2f",
  "..",
  ".",
  "%2e%2e",
  "%252e",
  ":id",
  "*",
  "not-there",
  "order_01ABC",
  "__proto__",
  "constructor",
  "'%20OR%201=1--",
  "%F0%9F%91%94",
  "x".repeat(300),
  "x".repeat(6_000),
]

export const ODD_QUERIES: readonly [string, ...string[]] = [
  "limit=100000",
  "limit=-1",
  "limit=1e9",
  "limit=NaN",
  "limit=",
  "limit=1&limit=2",
  "limit[]=1",
  "limit[$gt]=0",
  "offset=99999999999999999999",
  "offset=2147483647&limit=200",
  "order=__proto__",
  "q=%00",
  "q=%ff",
  "q='%20OR%201=1--",
  "q[constructor]=1",
  "fields=*",
  "fields=%2Bpassword",
  "__proto__[isAdmin]=1",
  "constructor.prototype=1",
  "a[b][c][d][e][f][g][h]=1",
  "unknown=1",
  "cursor=eyJhIjoxfQ",
  "since=0000-00-00T00:00:00Z",
  "since=%F0%9F%91%94",
  "state=dead&state=done",
  "&&&===",
  "?",
  "%",
  `q=${"x".repeat(4_000)}`,
  Array.from({ length: 400 }, (_, at) => `a${at}=1`).join("&"),
]

/** The address of a route, with its parameters filled in, and some oddness. */
export function oddAddress(dice: Dice, path: string): string {
  const filled = path.replace(/:\w+/g, () => dice.pick(ODD_PARTS))
  const turned = dice.percent(10) ? turn(dice, filled) : filled
  return dice.percent(30) ? `${turned}?${dice.pick(ODD_QUERIES)}` : turned
}

/** Ways to write an address that might lead past a check of it. */
function turn(dice: Dice, path: string): string {
  return dice.pick([
    `/${path}`,
    `${path}/`,
    `${path}//`,
    `${path}/${dice.pick(ODD_PARTS)}`,
    path.toUpperCase(),
    path.replace("/", "/./"),
    path.replace("/", "/%2e/"),
    path.replaceAll("/", "%2f"),
    `/health/live/..${path}`,
    `/health/live%2f..${path}`,
    `/app/..${path}`,
    `${path};jsessionid=1`,
    `${path}%00`,
    `http://127.0.0.1${path}`,
  ])
}
