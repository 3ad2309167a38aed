import { once } from "node:events"
import { type Server, createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { logger } from "@medusajs/framework/logger"
import express, { type ErrorRequestHandler } from "express"
import { prepareExpress } from "./prepare-express"

const SECRET_PLACE = "/srv/shop/src/api/route.ts:7:3"

/**
 * Fails, as Medusa's does at an error that cannot be written as a text. It is one for its four
 * parameters.
 */
const failingHandler: ErrorRequestHandler = (_, __, ___, ____) => {
  throw Object.assign(new Error("postgres://shop:hunter2@db/medusa is out"), {
    stack: `Error: out\n    at handle (${SECRET_PLACE})`,
  })
}

/** An application as Medusa makes one: prepared by its first request, when all is registered. */
async function start(environment: string): Promise<Server> {
  const app = express()
  app.set("env", environment)
  app.use((_, __, next) => setImmediate(next))
  app.get("/fails", (_, __, next) => {
    next(new Error("first"))
  })
  app.get("/fails-half-way", (_, res, next) => {
    res.writeHead(200, { "content-length": "9" }).write("half")
    setImmediate(() => {
      next(new Error("first"))
    })
  })
  app.use(failingHandler)
  let isPrepared = false
  const server = createServer((req, res) => {
    app(req, res)
    isPrepared ||= prepareExpress(req, res)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  return server
}

describe.each(["development", "test", "demo", "production"])(
  "who asks for what nobody answers, with NODE_ENV=%s",
  (environment) => {
    let server: Server
    let url: string

    beforeEach(async () => {
      jest.spyOn(logger, "error").mockReset()
      server = await start(environment)
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })

    afterEach(() => {
      server.closeAllConnections()
      server.close()
    })

    it("is told of a failure without its stack, as JSON, from the first request on", async () => {
      for (const round of [1, 2]) {
        const answer = await fetch(`${url}/fails`)
        const text = await answer.text()
        expect([round, answer.status, text]).toEqual([
          round,
          500,
          expect.not.stringMatching(/hunter2|route\.ts|node_modules| at /),
        ])
        expect(JSON.parse(text)).toMatchObject({ code: "unknown_error" })
        expect(answer.headers.get("x-powered-by")).toBeNull()
        expect(logger.error).toHaveBeenLastCalledWith(
          "request failed code=unexpected_error: postgres:[masked] is out"
        )
      }
    })

    it("gets no half answer that looks like a whole one", async () => {
      await expect(
        fetch(`${url}/fails-half-way`).then((answer) => answer.text())
      ).rejects.toThrow()
    })

    it("is told of an unknown address without a page of Express's", async () => {
      const answer = await fetch(`${url}/nowhere`)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ code: "unknown_address" })
    })
  }
)
