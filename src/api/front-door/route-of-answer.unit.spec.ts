import type { IncomingMessage } from "node:http"
import { statusOf } from "./answer-metrics"
import { routeOfAnswer } from "./route-of-answer"

const routeOf = (noted: object) => routeOfAnswer(noted as IncomingMessage)

describe("the route of an answer", () => {
  it.each([
    [{ route: { path: "/admin/orders/:id" } }, "/admin/orders/:id"],
    [{ route: { path: "*" }, baseUrl: "/APP" }, "/app*"],
    [{ route: { path: /^\/a$/ } }, "/^\\/a$/"],
  ])("F70: of %j is %s", (noted, route) => {
    expect(routeOf(noted)).toBe(route)
  })

  it.each([{}, { route: {} }, { baseUrl: "/admin", url: "/admin/secret" }])(
    "F70: of %j is none, and the address is not told",
    (noted) => {
      expect(routeOf(noted)).toBe("unmatched")
    }
  )
})

describe("the status of an answer", () => {
  it.each([
    [200, true, "2xx"],
    [304, true, "3xx"],
    [429, true, "4xx"],
    [503, true, "5xx"],
    [200, false, "aborted"],
  ])("%i, read to its end: %s, is %s", (statusCode, writableFinished, said) => {
    expect(statusOf({ statusCode, writableFinished })).toBe(said)
  })
})
