import type { Pool } from "pg"
import { type LocalServer, startLocalServer } from "./local-server"

export const SERVICE_KEY = "the-service-role-key"

type Signature = { set: boolean; names: string[]; types: string[] }

const SIGNATURE = `
  SELECT proretset AS set, proargnames[1:pronargs] AS names,
         ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes) AS t) AS types
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = $1`

/**
 * Stands in for Supabase's API: calls functions of a real PostgreSQL, with the rights of service_role
 * (https://docs.postgrest.org/en/stable/references/api/functions.html).
 */
export function startPostgrestStandIn(owner: Pool): Promise<LocalServer> {
  return startLocalServer(async ({ path, headers, body }) => {
    const [, name = ""] = /^\/rest\/v1\/rpc\/(\w+)$/.exec(path) ?? []
    if (headers.apikey !== SERVICE_KEY) {
      return { status: 401, body: { message: "Invalid API key" } }
    }
    const values = JSON.parse(body) as Record<string, unknown>
    return { status: 200, body: await callAsService(owner, name, values) }
  })
}

async function callAsService(
  owner: Pool,
  name: string,
  values: Record<string, unknown>
): Promise<unknown> {
  const client = await owner.connect()
  try {
    const { rows: found } = await client.query<Signature>(SIGNATURE, [name])
    const { set, names, types } = found[0] ?? { names: [], types: [] }
    const given = names.map(
      (argument, index) => `${argument} => $${index + 1}::${types[index]}`
    )
    await client.query("SET ROLE service_role")
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT * FROM public.${name}(${given.join(", ")})`,
      names.map((argument, index) =>
        types[index] === "json"
          ? JSON.stringify(values[argument])
          : values[argument]
      )
    )
    return set ? rows : Object.values(rows[0] ?? {})[0]
  } finally {
    await client.query("RESET ROLE")
    client.release()
  }
}
