import { builtServer, medusaCli } from "../../helpers/project"
import { startCommand } from "../../helpers/run-command"
import { Shop } from "../../helpers/shop"

/** A start takes some 6 s. */
const END_WITHIN_MS = 60_000

/**
 * A backend that nobody can reach must not look alive to what watches over it, and not go on
 * working beside the one that is reached.
 */
describe("a port that another process listens on", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("taken_port")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("ends a second backend at once, and says what to do", async () => {
    const { port } = new URL(shop.url)
    const second = startCommand(
      medusaCli,
      ["start", "--port", port],
      { NODE_ENV: "demo", ...shop.environment },
      builtServer()
    )
    const timer = setTimeout(() => {
      second.signal("SIGKILL")
    }, END_WITHIN_MS)
    const { code, out, err } = await second.result
    clearTimeout(timer)

    expect({ code, said: `${out}${err}` }).toEqual({
      code: 1,
      said: expect.stringMatching(
        new RegExp(`port ${port} is taken.*PORT`, "i")
      ),
    })
    expect((await fetch(`${shop.url}/health/ready`)).status).toBe(200)
  })
})
