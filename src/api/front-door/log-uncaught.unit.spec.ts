import { logger } from "@medusajs/framework/logger"
import { logUncaught } from "./log-uncaught"

type Listener = (error: unknown, origin: unknown) => void

it("says what it is, its code and its message, and masks what is secret", () => {
  const on = jest.spyOn(process, "on").mockReturnValue(process)
  const said = jest.spyOn(logger, "error").mockImplementation(() => undefined)
  logUncaught()
  const listeners = new Map(on.mock.calls as unknown as [string, Listener][])

  const cut = Object.assign(new Error("unexpected end of file"), {
    code: "Z_BUF_ERROR",
  })
  listeners.get("uncaughtExceptionMonitor")?.(cut, "uncaughtException")
  listeners.get("unhandledRejection")?.("grace@example.com is gone", undefined)
  expect(said.mock.calls.flat()).toEqual([
    "uncaughtException code=Z_BUF_ERROR: unexpected end of file",
    expect.stringMatching(/^unhandledRejection code=unexpected_error: .*gone$/),
  ])
  expect(said.mock.calls.flat().join()).not.toContain("grace@")
})
