import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import {
  clientFor,
  paymentOf,
  startForTest,
  suitCheckout,
} from "./testing/fixture"
import { startReceiver } from "./testing/receiver"

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stripe-stand-in-"))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

it("keeps its payments over a restart, readable for its owner alone", async () => {
  const stateFile = join(folder, "nested", "state.json")
  const first = await startForTest({ stateFile })
  const checkout = first.storefront.checkout(suitCheckout())
  await first.close()
  expect(statSync(stateFile).mode & 0o777).toBe(0o600)

  const second = await startForTest({ stateFile })
  const client = clientFor(second)
  const session = await client.checkout.sessions.retrieve(checkout.session.id, {
    expand: ["line_items"],
  })
  expect(session.line_items?.data).toHaveLength(1)
  await client.refunds.create(
    { payment_intent: paymentOf(checkout) },
    { idempotencyKey: "k" }
  )
  await second.close()

  const third = await startForTest({ stateFile })
  const again = { payment_intent: paymentOf(checkout) }
  await clientFor(third).refunds.create(again, { idempotencyKey: "k" })
  expect(third.store.refunds.size).toBe(1)
  await third.close()
})

it("delivers after a restart what it could not deliver before", async () => {
  const receiver = await startReceiver()
  const stateFile = join(folder, "state.json")
  const options = { stateFile, webhookUrl: receiver.url }
  receiver.answerWith(...Array.from({ length: 4 }, () => 500))
  const first = await startForTest({ ...options, retry: { maxAttempts: 1 } })
  const { events } = first.storefront.checkout(suitCheckout())
  await first.idle()
  await first.close()
  receiver.received.length = 0

  const second = await startForTest(options)
  await second.idle()
  const delivered = second
    .deliveries()
    .filter(({ outcome }) => outcome === "delivered")
  expect(delivered.map((attempt) => attempt.event_id)).toEqual(events)
  await second.close()
  await receiver.close()
})

it("refuses to start on a state file that it cannot read", async () => {
  const stateFile = join(folder, "state.json")
  writeFileSync(stateFile, "{ not json")

  await expect(startForTest({ stateFile })).rejects.toThrow("cannot be read")
  expect(readFileSync(stateFile, "utf8")).toBe("{ not json")
})

it("rejects when the port is taken", async () => {
  const standIn = await startForTest()

  await expect(startForTest({ port: standIn.port })).rejects.toMatchObject({
    code: "EADDRINUSE",
  })
  await standIn.close()
})

it("runs as a process of its own: says when it is ready, and ends on SIGTERM", async () => {
  const loader = require.resolve("tsx")
  const flags = [
    "--port",
    "0",
    "--api-key",
    "sk_test_cli",
    "--webhook-secret",
    "whsec_cli",
  ]
  const child = spawn(
    process.execPath,
    ["--import", loader, join(__dirname, "main.ts"), ...flags],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "" },
    }
  )
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [
      string,
    ]
    const { ready, url } = JSON.parse(line) as { ready: boolean; url: string }
    expect(ready).toBe(true)
    const account = await fetch(`${url}/v1/account`, {
      headers: { authorization: "Bearer sk_test_cli" },
    })
    expect(account.status).toBe(200)
  } finally {
    child.kill("SIGTERM")
  }
  const [code, signal] = (await once(child, "exit")) as [
    number | null,
    string | null,
  ]
  expect({ code, signal }).toEqual({ code: 0, signal: null })
})
