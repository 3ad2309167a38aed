import { Agent, request } from "node:http"
import { Pool } from "pg"
import { signIn } from "./server-order"

/** A level as it was before the change. */
export type Level = {
  variant_id: string
  inventory_item_id: string
  location_id: string
  stocked: number
  reserved: number
}

/** Who adds one to levels. */
export type Changer = {
  /** @throws Error where it was not changed */
  change: (level: Level) => Promise<void>
  close: () => Promise<void>
}

const ADD_ONE = `
  UPDATE inventory_level
  SET stocked_quantity = $3::numeric, updated_at = now(),
      raw_stocked_quantity = jsonb_build_object('value', $3::text, 'precision', 20)
  WHERE inventory_item_id = $1 AND location_id = $2`

/** As Medusa's inventory module writes it, from another process. */
export function changeInDatabase(databaseUrl: string): Changer {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 })
  return {
    change: async ({ inventory_item_id, location_id, stocked }) => {
      const { rowCount } = await pool.query(ADD_ONE, [
        inventory_item_id,
        location_id,
        String(stocked + 1),
      ])
      if (rowCount !== 1) {
        throw new Error(`${rowCount ?? 0} levels were changed, not 1`)
      }
    },
    close: () => pool.end(),
  }
}

/** As staff do, through the admin's route in the server that also brings it over. */
export async function changeOverHttp(
  url: string,
  staff: Parameters<typeof signIn>[1]
): Promise<Changer> {
  const headers = await signIn(url, staff)
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  return {
    change: async ({ inventory_item_id, location_id, stocked }) => {
      const path = `/admin/inventory-items/${inventory_item_id}/location-levels/${location_id}`
      const body = JSON.stringify({ stocked_quantity: stocked + 1 })
      const status = await post(`${url}${path}`, agent, headers, body)
      if (status !== 200) {
        throw new Error(`A change was answered with ${status}`)
      }
    },
    close: () => {
      agent.destroy()
      return Promise.resolve()
    },
  }
}

/** @returns the answer's status; 0 where there was none */
function post(
  url: string,
  agent: Agent,
  headers: Record<string, string>,
  body: string
): Promise<number> {
  return new Promise((resolve) => {
    const length = { "content-length": Buffer.byteLength(body) }
    const sent = request(
      url,
      { method: "POST", agent, headers: { ...headers, ...length } },
      (answer) => {
        answer.resume()
        answer.once("end", () => resolve(answer.statusCode ?? 0))
      }
    )
    sent.once("error", () => resolve(0))
    sent.end(body)
  })
}
