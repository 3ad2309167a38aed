/*
 * The mirror's parts, each run by itself in a Medusa process that works nothing off by its own:
 * `medusa exec` with the port in MIRROR_LAB_PORT. It measures whenever it is asked to, so that it
 * is as warm as a server.
 */
import { createServer } from "node:http"
import { inspect } from "node:util"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { captureCost } from "./capture-cost"
import { claimAll } from "./claim-all"
import { compareAll } from "./compare-all"
import { noteIdleMemory } from "./memory"
import { pushAll } from "./push-all"
import { rawCompareAll } from "./raw-compare-all"
import { rawPushAll } from "./raw-push-all"

/** What the experiments are made with. */
export type Lab = {
  container: MedusaContainer
  /** Medusa's database, as superuser. */
  medusa: Pool
  /** The legacy store, as the backend signs in there. */
  legacy: Pool
  /** The legacy store, as superuser. */
  legacyAdmin: Pool
}

const experiments = {
  push: pushAll,
  "raw push": rawPushAll,
  compare: compareAll,
  "raw compare": rawCompareAll,
  claim: claimAll,
  "capture cost": captureCost,
} satisfies Record<string, (lab: Lab) => Promise<object>>

const orderSchema = z.strictObject({
  what: z.enum(Object.keys(experiments) as [keyof typeof experiments]),
})

export default async function mirrorLab({
  container,
}: ExecArgs): Promise<void> {
  await noteIdleMemory()
  const pool = (name: string, max: number) =>
    new Pool({ connectionString: process.env[name], max })
  const lab: Lab = {
    container,
    medusa: pool("DATABASE_URL", 2),
    legacy: pool("SUPABASE_DB_URL", 1),
    legacyAdmin: pool("MIRROR_LAB_LEGACY_ADMIN_URL", 2),
  }
  const work = (text: string) =>
    experiments[orderSchema.parse(JSON.parse(text)).what](lab)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8")
      // Asked for nothing, it says that it is there.
      const answer = text ? work(text) : Promise.resolve({})
      answer.then(
        (result) => response.end(JSON.stringify(result)),
        (error: unknown) => response.writeHead(500).end(inspect(error))
      )
    })
  })
  server.listen(Number(process.env.MIRROR_LAB_PORT), "127.0.0.1")
  await new Promise(() => undefined)
}
